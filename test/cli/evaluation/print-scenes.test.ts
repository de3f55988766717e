import { PassThrough } from 'node:stream';
import { printAblation, printScenes } from '../../../src/cli/evaluation/print-scenes.js';

function printed(print: (output: PassThrough) => void): string {
  const output = new PassThrough();
  print(output);
  return String(output.read() ?? '');
}

const scene = (name: string, queries: number) => ({
  scene: name,
  queries,
  metrics: { 'hit@10': 0.5, 'ndcg@10': 0.25 },
});

test('every scene has its figures, and a single one needs no table', () => {
  const table = printed((output) => printScenes(output, { byScene: [scene('commute', 7), scene('daytime: noon', 3)] }));
  expect(table).toMatch(/scene +queries +hit@10 +ndcg@10/);
  expect(table).toMatch(/commute +7 +0\.5000 +0\.2500/);
  expect(table).toMatch(/daytime: noon +3 /);
  expect(printed((output) => printScenes(output, { byScene: [scene('commute', 7)] }))).toBe('');
});

test('what scene and situation are worth has its sign, its interval and its share', () => {
  const difference = { mean: 0.05, low: -0.01, high: 0.11, count: 9 };
  const table = printed((output) =>
    printAblation(output, [{ metric: 'hit@10', withScene: 0.55, without: 0.5, difference }]),
  );
  expect(table).toMatch(/hit@10 +0\.5500 +0\.5000 +\+0\.0500 \(−0\.0100 to \+0\.1100\), \+10\.0 %/);
});

import { PassThrough } from 'node:stream';
import { printScenes } from '../../../src/cli/evaluation/print-scenes.js';

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

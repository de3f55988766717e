import { PassThrough } from 'node:stream';
import { printAblation } from '../../../src/cli/evaluation/print-ablation.js';

test('what a part is worth has its sign, its interval and its share', () => {
  const output = new PassThrough();
  const difference = { mean: 0.05, low: -0.01, high: 0.11, count: 9 };
  printAblation(output, [
    { without: ['knowledge', 'text'], metric: 'hit@10', complete: 0.55, reduced: 0.5, difference },
    { without: ['text'], metric: 'hit@10', complete: 0.1, reduced: 0, difference: { ...difference, mean: -0.02 } },
  ]);
  const table = String(output.read());
  expect(table).toMatch(/without +metric +everything +what is left +worth/);
  expect(table).toMatch(/knowledge, text +hit@10 +0\.5500 +0\.5000 +\+0\.0500 \(−0\.0100 to \+0\.1100\), \+10\.0 %/);
  expect(table).toMatch(/text +hit@10 +0\.1000 +0\.0000 +−0\.0200 \(−0\.0100 to \+0\.1100\) *\n/);
});

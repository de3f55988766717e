import { PassThrough } from 'node:stream';
import { printDomains, printTransfer } from '../../../src/cli/evaluation/print-domains.js';

function printed(print: (output: PassThrough) => void): string {
  const output = new PassThrough();
  print(output);
  return String(output.read() ?? '');
}

test('every domain has its figures with their intervals, and a single domain needs no table', () => {
  const interval = { mean: 0.25, low: 0.2, high: 0.3, count: 7 };
  const means = {
    metrics: { 'hit@10': 0.25, 'ndcg@10': 0.125 },
    intervals: { 'hit@10': interval, 'ndcg@10': interval },
    queries: 7,
  };
  const table = printed((output) => printDomains(output, { ...means, byDomain: [{ domain: 'sport', ...means }] }));
  expect(table).toMatch(/sport +7 +hit@10 +0\.2500 +0\.2000 to 0\.3000/);
  expect(table).toMatch(/sport +7 +ndcg@10 +0\.1250/);
  expect(printed((output) => printDomains(output, { ...means, byDomain: [] }))).toBe('');
});

test('a gain has its sign, its interval and its groups', () => {
  const gain = {
    domain: 'book',
    metric: 'ndcg@10',
    joint: 0.3,
    single: 0.2,
    difference: { mean: 0.1, low: -0.01, high: 0.21, count: 9 },
    byHistoryLength: [
      { from: 0, queries: 4, difference: 0.2 },
      { from: 1, queries: 3, difference: -0.1 },
      { from: 30, queries: 2, difference: 0 },
    ],
  };
  const lines = printed((output) => printTransfer(output, [gain])).split('\n');
  expect(lines[1]).toMatch(/book +ndcg@10 +all +9 +0\.3000 +0\.2000 +\+0\.1000 \(−0\.0100 to \+0\.2100\)/);
  expect(lines[2]).toMatch(/^ +0 +4 +\+0\.2000/);
  expect(lines[3]).toMatch(/^ +1 to 29 +3 +−0\.1000/);
  expect(lines[4]).toMatch(/^ +30 or more +2/);
});

import type { FrozenListReport } from '../../recommend/evaluation/evaluate-frozen-lists.js';
import type { TransferGain } from '../../recommend/evaluation/transfer-gain.js';
import type { Output } from '../cli-context.js';
import { printTable } from '../output/print.js';

const SHOWN = ['hit@10', 'ndcg@10'];

/** Prints the figures of each domain; nothing when there is only one. */
export function printDomains(output: Output, { byDomain }: FrozenListReport): void {
  if (byDomain.length === 0) return;
  const rows = byDomain.flatMap(({ domain, queries, metrics, intervals }) =>
    SHOWN.map((name) => [
      domain,
      String(queries),
      name,
      metrics[name].toFixed(4),
      `${intervals[name].low.toFixed(4)} to ${intervals[name].high.toFixed(4)}`,
    ]),
  );
  const columns = [{ name: 'domain' }, { name: 'queries', isNumber: true }, { name: 'metric' }];
  printTable(output, [...columns, { name: 'value', isNumber: true }, { name: '95 % interval' }], rows);
}

/** Prints what each domain gained from the others, over all queries and by how much their users had liked before. */
export function printTransfer(output: Output, gains: readonly TransferGain[]): void {
  const rows = gains.flatMap(({ domain, metric, joint, single, difference, byHistoryLength }) => [
    [
      domain,
      metric,
      'all',
      String(difference.count),
      joint.toFixed(4),
      single.toFixed(4),
      `${signed(difference.mean)} (${signed(difference.low)} to ${signed(difference.high)})`,
    ],
    ...byHistoryLength.map((group, n) => [
      '',
      '',
      historyText(group.from, byHistoryLength[n + 1]?.from),
      String(group.queries),
      '',
      '',
      signed(group.difference),
    ]),
  ]);
  printTable(
    output,
    [
      { name: 'domain' },
      { name: 'metric' },
      { name: 'liked before' },
      { name: 'queries', isNumber: true },
      { name: 'all domains', isNumber: true },
      { name: 'this one alone', isNumber: true },
      { name: 'gain (95 % interval)' },
    ],
    rows,
  );
}

function historyText(from: number, next: number | undefined): string {
  if (next === undefined) return `${from} or more`;
  return next === from + 1 ? String(from) : `${from} to ${next - 1}`;
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`;
}

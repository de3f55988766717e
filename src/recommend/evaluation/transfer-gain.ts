import { bootstrapMean, type MeanWithInterval, meanOf } from '../../models/evaluation/bootstrap.js';
import type { QueryFigures } from './evaluation-task.js';
import { pairedDifferences } from './paired-differences.js';

/** Queries are grouped by how many items of the domain their user had liked before. */
const HISTORY_GROUPS = [0, 1, 3, 10, 30] as const;

/** A domain's queries, answered by what was learned from all domains and from this one alone. */
export interface DomainAnswers {
  readonly domain: string;
  readonly joint: readonly QueryFigures[];
  readonly single: readonly QueryFigures[];
  /** For each query, how many items of the domain its user had liked before. */
  readonly historyLengths: readonly number[];
}

/** What the other domains gained one metric in one domain. */
export interface TransferGain {
  readonly domain: string;
  readonly metric: string;
  readonly joint: number;
  readonly single: number;
  /** joint − single, query by query, with the 95 % interval of its mean. */
  readonly difference: MeanWithInterval;
  readonly byHistoryLength: readonly { readonly from: number; readonly queries: number; readonly difference: number }[];
}

/** Compares two models on the same queries; the interval is that of paired differences, which is the narrower one. */
export function transferGain({ domain, joint, single, historyLengths }: DomainAnswers, metric: string): TransferGain {
  const differences = pairedDifferences(joint, single, metric);
  return {
    domain,
    metric,
    joint: meanOf(joint.map((figures) => figures[metric])),
    single: meanOf(single.map((figures) => figures[metric])),
    difference: bootstrapMean(differences),
    byHistoryLength: HISTORY_GROUPS.map((from, group) => {
      const below = HISTORY_GROUPS[group + 1] ?? Number.POSITIVE_INFINITY;
      const members = differences.filter((_, query) => historyLengths[query] >= from && historyLengths[query] < below);
      return { from, queries: members.length, difference: meanOf(members) };
    }).filter(({ queries }) => queries > 0),
  };
}

import { bootstrapMean, type MeanWithInterval, meanOf } from '../../models/evaluation/bootstrap.js';
import type { QueryFigures } from './evaluation-task.js';
import { pairedDifferences } from './paired-differences.js';
import type { WithheldPart } from './withheld-parts.js';

/** What knowing something changes one metric by. */
export interface Ablation {
  /** What was withheld. */
  readonly without: readonly WithheldPart[];
  readonly metric: string;
  /** The metric with nothing withheld. */
  readonly complete: number;
  readonly reduced: number;
  /** complete − reduced, query by query, with the 95 % interval of its mean. */
  readonly difference: MeanWithInterval;
}

const COMPARED = ['recall@20', 'ndcg@20', 'hit@10', 'ndcg@10'];

/** Compares the answers to the same queries by everything and by what remains. */
export function ablation(
  without: readonly WithheldPart[],
  complete: readonly QueryFigures[],
  reduced: readonly QueryFigures[],
): Ablation[] {
  return COMPARED.map((metric) => ({
    without,
    metric,
    complete: meanOf(complete.map((figures) => figures[metric])),
    reduced: meanOf(reduced.map((figures) => figures[metric])),
    difference: bootstrapMean(pairedDifferences(complete, reduced, metric)),
  }));
}

import { type Random, shuffle } from '../../domain/random.js';
import type { FeatureImportance } from './report-section.js';

/** What the importance of features is measured on. */
export interface ImportanceQuestion {
  readonly featureNames: readonly string[];
  /** rows × features, row after row; never the rows that a model learned from. */
  readonly rows: Float32Array;
  /** The metric of the model on rows, of which more is better. */
  readonly measure: (rows: Float32Array) => Promise<number>;
  /** How often each feature is shuffled. */
  readonly repeats: number;
  readonly random: Random;
  readonly signal?: AbortSignal;
}

/**
 * How much a metric falls when one feature's values are shuffled among the rows (Breiman 2001, section 10), the most
 * important feature first. Features that tell the same stand in for each other and each look less important than both.
 */
export async function permutationImportance(question: ImportanceQuestion): Promise<FeatureImportance[]> {
  const { featureNames, rows, measure, repeats, random, signal } = question;
  const before = await measure(rows);
  const changed = rows.slice();
  const column = new Float32Array(rows.length / featureNames.length);
  const importance: FeatureImportance[] = [];
  for (const [f, feature] of featureNames.entries()) {
    const losses: number[] = [];
    for (let repeat = 0; repeat < repeats; repeat++) {
      signal?.throwIfAborted();
      for (let row = 0; row < column.length; row++) column[row] = rows[row * featureNames.length + f];
      shuffle(column, random);
      for (let row = 0; row < column.length; row++) changed[row * featureNames.length + f] = column[row];
      losses.push(before - (await measure(changed)));
    }
    for (let at = f; at < rows.length; at += featureNames.length) changed[at] = rows[at];
    importance.push({ feature, ...meanAndDeviation(losses) });
  }
  return importance.sort((a, b) => b.loss - a.loss);
}

function meanAndDeviation(values: readonly number[]): { loss: number; deviation: number } {
  const loss = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - loss) ** 2, 0);
  return { loss, deviation: Math.sqrt(squares / Math.max(1, values.length - 1)) };
}

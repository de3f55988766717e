import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import { rowHistory } from '../collaborative/item-history.js';
import { kthLargest } from '../sparse/kth-largest.js';
import { degreesOf } from '../sparse/matrix-shape.js';
import type { RatingModel } from './baseline-model.js';
import type { NeighbourConfig } from './item-neighbours.js';
import { Overlaps } from './overlaps.js';
import type { RatingBiases } from './rating-biases.js';
import { onScale, type Ratings } from './ratings.js';
import { RowSimilarity, type SimilarityKind } from './row-similarity.js';

const NOTHING = { length: 0, items: new Int32Array(0), strengths: new Float32Array(0) };
/** A deviation below this share of the rating is rounding: rows without variation must not look alike by it. */
const ROUNDING = 1e-6;

/** Whether users are compared by the items that both rated, or items by their users. */
export type Compared = 'users' | 'items';

/**
 * Ratings from the k most similar neighbours, over what is usual (Koren 2010):
 * r(u,i) = b_ui + Σ_v s_uv (r_vi − b_vi) / Σ_v s_uv over the k users v most similar to u who rated i, or the same with the k
 * items most similar to i that u rated. b is `RatingBiases`. Similarities are cosines of the ratings, centred first: not at
 * all (cosine), by the mean of the compared row (Pearson) or by the mean of the column (adjusted cosine; Sarwar et al. 2001);
 * an unrated cell counts as the mean, so that rows with little in common are not alike (Ekstrand et al. 2011).
 */
export class RatingNeighbours implements RatingModel {
  private readonly rows: SparseMatrix;
  private readonly columns: SparseMatrix;
  private readonly centredRows: SparseMatrix;
  private readonly centredColumns: SparseMatrix;
  private readonly similarity: RowSimilarity;
  private readonly overlaps: Overlaps;
  /** Similarity to the row at hand, by row number; 0 for rows that are not alike. */
  private readonly similarities: Float64Array;
  private readonly ranked: Float64Array;

  constructor(
    { userRatings, itemRatings }: Ratings,
    private readonly biases: RatingBiases,
    private readonly compared: Compared,
    private readonly config: NeighbourConfig,
  ) {
    this.rows = compared === 'users' ? userRatings : itemRatings;
    this.columns = compared === 'users' ? itemRatings : userRatings;
    const means = centres(this.rows, this.columns, config.similarity);
    this.centredRows = centred(this.rows, (row, column) => means.ofRows[row] + means.ofColumns[column]);
    this.centredColumns = centred(this.columns, (column, row) => means.ofRows[row] + means.ofColumns[column]);
    const plain = { similarity: 'cosine', shrinkage: config.shrinkage } as const;
    this.similarity = new RowSimilarity(this.centredRows, this.centredColumns, plain);
    this.overlaps = new Overlaps(this.rows.rowCount);
    this.similarities = new Float64Array(this.rows.rowCount);
    this.ranked = new Float64Array(this.rows.rowCount);
  }

  predict(users: Int32Array, items: Int32Array): Float32Array {
    const [rows, columns] = this.compared === 'users' ? [users, items] : [items, users];
    const predictions = new Float32Array(users.length);
    // One row after the other, because comparing a row with all others costs more than the prediction.
    const order = Int32Array.from(rows, (_, k) => k).sort((a, b) => rows[a] - rows[b]);
    let compared: number | null = null;
    for (const k of order) {
      if (rows[k] !== compared) this.compareWithAll(rows[k]);
      compared = rows[k];
      const deviation = this.deviationIn(columns[k]);
      predictions[k] = onScale(this.biases.scale, this.biases.usual(users[k], items[k]) + deviation);
    }
    return predictions;
  }

  private compareWithAll(row: number): void {
    const { overlaps, similarity, similarities } = this;
    for (let n = 0; n < overlaps.count; n++) similarities[overlaps.rows[n]] = 0;
    if (row < 0 || row >= this.rows.rowCount) {
      overlaps.collect(NOTHING, this.centredColumns, row);
      return;
    }
    overlaps.collect(rowHistory(this.centredRows, row), this.centredColumns, row);
    const own = similarity.rowSummary(row);
    for (let n = 0; n < overlaps.count; n++) {
      const other = overlaps.rows[n];
      const product = overlaps.products[other];
      similarities[other] = similarity.between(own, similarity.rowSummary(other), product);
    }
  }

  /** The mean deviation of the nearest rows from what is usual in a column, weighted by similarity; 0 without any. */
  private deviationIn(column: number): number {
    const { starts, ends, targets, weights, rowCount } = this.columns;
    if (column < 0 || column >= rowCount) return 0;
    let count = 0;
    for (let k = starts[column]; k < ends[column]; k++) {
      const similarity = this.similarities[targets[k]];
      if (similarity > 0) this.ranked[count++] = similarity;
    }
    const { neighbours } = this.config;
    // Rows that are exactly as alike as the last one chosen all count, so that their order does not.
    const least = count > neighbours ? kthLargest(this.ranked, count, neighbours) : 0;
    let sum = 0;
    let total = 0;
    for (let k = starts[column]; k < ends[column]; k++) {
      const row = targets[k];
      const similarity = this.similarities[row];
      if (similarity === 0 || similarity < least) continue;
      const usual = this.compared === 'users' ? this.biases.usual(row, column) : this.biases.usual(column, row);
      sum += similarity * (weights[k] - usual);
      total += similarity;
    }
    return total === 0 ? 0 : sum / total;
  }
}

interface Centres {
  readonly ofRows: Float64Array;
  readonly ofColumns: Float64Array;
}

function centres(rows: SparseMatrix, columns: SparseMatrix, kind: SimilarityKind): Centres {
  return {
    ofRows: kind === 'pearson' ? meansOf(rows) : new Float64Array(rows.rowCount),
    ofColumns: kind === 'adjusted-cosine' ? meansOf(columns) : new Float64Array(columns.rowCount),
  };
}

function meansOf(matrix: SparseMatrix): Float64Array {
  return Float64Array.from(degreesOf(matrix), (degree, row) => {
    let sum = 0;
    for (let k = matrix.starts[row]; k < matrix.ends[row]; k++) sum += matrix.weights[k];
    return degree === 0 ? 0 : sum / degree;
  });
}

function centred(matrix: SparseMatrix, centreOf: (row: number, column: number) => number): SparseMatrix {
  const { rowCount, columnCount, starts, ends, targets } = matrix;
  const weights = matrix.weights.slice();
  for (let row = 0; row < rowCount; row++) {
    for (let k = starts[row]; k < ends[row]; k++) {
      const deviation = weights[k] - centreOf(row, targets[k]);
      weights[k] = Math.abs(deviation) > ROUNDING * Math.abs(weights[k]) ? deviation : 0;
    }
  }
  return { rowCount, columnCount, starts, ends, targets, weights };
}

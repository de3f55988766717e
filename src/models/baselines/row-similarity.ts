import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import { type ItemHistory, rowHistory } from '../collaborative/item-history.js';

/** The ways in which two rows can be compared. */
export const SIMILARITY_KINDS = ['cosine', 'pearson', 'adjusted-cosine'] as const;
export type SimilarityKind = (typeof SIMILARITY_KINDS)[number];

export interface SimilarityConfig {
  readonly similarity: SimilarityKind;
  /** λ, added to the product of the two lengths, so that rows with few entries are less alike (Ferrari Dacrema et al. 2019). */
  readonly shrinkage: number;
}

/** What a comparison needs to know of a row besides what it shares with others. */
export interface RowSummary {
  /** The length of the centred row; 0 for a row that does not vary. */
  readonly norm: number;
  /** What centring takes off the products of the row. */
  readonly offset: number;
}

/** A squared length below this share of what it was before centring is rounding. */
const ROUNDING = 1e-9;

/**
 * The similarity of two rows of a matrix in which an absent cell is a 0, from the sum of their products alone, so that the
 * matrix stays sparse. With x the rows, n their length and m_c the mean of column c:
 * cosine Σ x_a x_b / (|x_a||x_b| + λ); Pearson's correlation, the cosine of x − mean(x) (Resnick et al. 1994), where the
 * centred product is Σ x_a x_b − n·mean(x_a)·mean(x_b); adjusted cosine, the cosine of x − m (Sarwar et al. 2001), where it
 * is Σ x_a x_b − Σ x_a m − Σ x_b m + Σ m². Negative similarities count as none.
 */
export class RowSimilarity {
  private readonly summaries: RowSummary[];
  private readonly columnMeans: Float64Array;
  private readonly squaredMeans: number;
  private readonly columnCount: number;

  constructor(
    rows: SparseMatrix,
    columns: SparseMatrix,
    private readonly config: SimilarityConfig,
  ) {
    this.columnCount = Math.max(rows.columnCount, columns.rowCount);
    const rowCount = Math.max(rows.rowCount, columns.columnCount);
    this.columnMeans = new Float64Array(this.columnCount);
    if (config.similarity === 'adjusted-cosine') {
      for (let column = 0; column < columns.rowCount; column++) {
        for (let k = columns.starts[column]; k < columns.ends[column]; k++) {
          this.columnMeans[column] += columns.weights[k] / rowCount;
        }
      }
    }
    this.squaredMeans = this.columnMeans.reduce((sum, mean) => sum + mean * mean, 0);
    this.summaries = Array.from({ length: rowCount }, (_, row) => this.summaryOf(rowHistory(rows, row)));
  }

  /** The summary of a row of the matrix. */
  rowSummary(row: number): RowSummary {
    return this.summaries[row];
  }

  /** The summary of a row that need not be one of the matrix; columns that the matrix does not have are left out. */
  summaryOf(row: ItemHistory): RowSummary {
    let sum = 0;
    let squared = 0;
    let projected = 0;
    for (let n = 0; n < row.length; n++) {
      const column = row.items[n];
      if (column < 0 || column >= this.columnCount) continue;
      const value = row.strengths[n];
      sum += value;
      squared += value * value;
      projected += value * this.columnMeans[column];
    }
    switch (this.config.similarity) {
      case 'cosine':
        return { norm: Math.sqrt(squared), offset: 0 };
      case 'pearson': {
        const offset = sum / Math.sqrt(Math.max(1, this.columnCount));
        return { norm: lengthOf(squared - offset * offset, squared), offset };
      }
      case 'adjusted-cosine': {
        const left = squared - 2 * projected + this.squaredMeans;
        return { norm: lengthOf(left, squared + this.squaredMeans), offset: projected - this.squaredMeans / 2 };
      }
    }
  }

  /** The similarity of two rows with this sum of products; from 0 to 1. */
  between(a: RowSummary, b: RowSummary, product: number): number {
    const norms = a.norm * b.norm;
    if (norms === 0) return 0;
    const taken = this.config.similarity === 'pearson' ? a.offset * b.offset : a.offset + b.offset;
    return Math.max(0, (product - taken) / (norms + this.config.shrinkage));
  }
}

function lengthOf(squared: number, before: number): number {
  return squared > ROUNDING * before ? Math.sqrt(squared) : 0;
}

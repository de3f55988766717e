import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import { type ItemHistory, rowHistory } from '../collaborative/item-history.js';
import { scoreRows } from '../collaborative/score-walk.js';
import { transpose } from '../sparse/matrix-shape.js';
import { RowAccumulator } from '../sparse/row-accumulator.js';
import { SparseRows } from '../sparse/sparse-rows.js';
import type { BaselineModel, Interactions } from './baseline-model.js';
import { Overlaps } from './overlaps.js';
import { RowSimilarity, type SimilarityConfig } from './row-similarity.js';

export interface NeighbourConfig extends SimilarityConfig {
  /** k: how many of the most similar rows count. */
  readonly neighbours: number;
}

/**
 * Item-based collaborative filtering (Sarwar et al. 2001; Ferrari Dacrema et al. 2019): s(u,j) = Σ_{i ∈ H_u ∩ N(j)} x_ui s_ij
 * with N(j) the k items most similar to j by their users. When each item of the history vouched for its own k nearest items
 * instead (Deshpande and Karypis 2004), popular items, which are near to many, would take all places.
 */
export class ItemNeighbours implements BaselineModel {
  /** From each item to those that count it among their neighbours. */
  private constructor(private readonly similarities: SparseMatrix) {}

  /** Compares every item with all that share a user with it. */
  static fit({ userItems, itemUsers }: Interactions, config: NeighbourConfig): ItemNeighbours {
    const itemCount = Math.max(itemUsers.rowCount, userItems.columnCount);
    const similarity = new RowSimilarity(itemUsers, userItems, config);
    const overlaps = new Overlaps(itemCount);
    const accumulator = new RowAccumulator(itemCount);
    const matrix = new SparseRows(itemCount, itemCount);
    for (let item = 0; item < itemCount; item++) {
      overlaps.collect(rowHistory(itemUsers, item), userItems, item);
      const own = similarity.rowSummary(item);
      accumulator.begin(overlaps.count);
      for (let n = 0; n < overlaps.count; n++) {
        const other = overlaps.rows[n];
        const product = overlaps.products[other];
        accumulator.add(other, similarity.between(own, similarity.rowSummary(other), product));
      }
      accumulator.takeTop(config.neighbours, null, matrix);
    }
    return new ItemNeighbours(transpose(matrix.finish()));
  }

  score(history: ItemHistory, into: Float32Array): void {
    scoreRows(this.similarities, history, into);
  }
}

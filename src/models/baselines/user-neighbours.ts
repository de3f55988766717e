import { type ItemHistory, rowHistory } from '../collaborative/item-history.js';
import { scoreRows } from '../collaborative/score-walk.js';
import { RowAccumulator } from '../sparse/row-accumulator.js';
import { SparseRows } from '../sparse/sparse-rows.js';
import type { BaselineModel, Interactions } from './baseline-model.js';
import type { NeighbourConfig } from './item-neighbours.js';
import { Overlaps } from './overlaps.js';
import { RowSimilarity } from './row-similarity.js';

/**
 * User-based collaborative filtering (Resnick et al. 1994; Herlocker et al. 1999, for what people took instead of ratings):
 * s(u,j) = Σ_{v ∈ top-k(u)} s_uv x_vj. The history is compared with all users at every call, so that it may be a new one.
 * With yes or no instead of strengths and no shrinkage, the cosine ranks as NeighbourWalk does with exponents 0, ½ and 0.
 */
export class UserNeighbours implements BaselineModel {
  private readonly similarity: RowSimilarity;
  private readonly overlaps: Overlaps;
  private readonly accumulator: RowAccumulator;
  private readonly userCount: number;

  constructor(
    private readonly interactions: Interactions,
    private readonly config: NeighbourConfig,
  ) {
    const { userItems, itemUsers } = interactions;
    this.userCount = Math.max(userItems.rowCount, itemUsers.columnCount);
    this.similarity = new RowSimilarity(userItems, itemUsers, config);
    this.overlaps = new Overlaps(this.userCount);
    this.accumulator = new RowAccumulator(this.userCount);
  }

  score(history: ItemHistory, into: Float32Array, user: number): void {
    const { overlaps, similarity, accumulator } = this;
    overlaps.collect(history, this.interactions.itemUsers, user);
    const own = similarity.summaryOf(history);
    accumulator.begin(overlaps.count);
    for (let n = 0; n < overlaps.count; n++) {
      const other = overlaps.rows[n];
      const product = overlaps.products[other];
      accumulator.add(other, similarity.between(own, similarity.rowSummary(other), product));
    }
    const nearest = new SparseRows(1, this.userCount, Math.min(this.config.neighbours, overlaps.count));
    accumulator.takeTop(this.config.neighbours, null, nearest);
    scoreRows(this.interactions.userItems, rowHistory(nearest.finish(), 0), into);
  }
}

import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import { addScaledRowSingle } from '../sparse/add-scaled-row.js';
import type { DegreePowers } from '../sparse/degree-powers.js';
import { kthLargest } from '../sparse/kth-largest.js';
import { CoUsers } from './co-users.js';
import type { ItemHistory } from './item-history.js';
import { discountPopularity } from './score-walk.js';

export interface NeighbourWalkConfig {
  /** k: how many of the most similar users the walk passes. */
  readonly neighbours: number;
  /** d_i^-aw of the items that two users share. */
  readonly item: DegreePowers;
  /** d_v^-cu of the user in the middle. */
  readonly user: DegreePowers;
  /** d_j^-ib of the item at the end. */
  readonly popularity: DegreePowers;
}

/**
 * The walk user -> item -> user -> item through the k most similar users only:
 * s(u,j) = d_j^-ib Σ_{v ∈ top-k(u)} (Σ_i x_ui x_vi d_i^-aw) d_v^-cu x_vj. Of equally similar users those with the lower
 * number are taken. One instance serves one request at a time.
 */
export class NeighbourWalk {
  private coUsers = new CoUsers(0);
  private ranked = new Float64Array(0);

  score(
    userItems: SparseMatrix,
    itemUsers: SparseMatrix,
    history: ItemHistory,
    config: NeighbourWalkConfig,
    excludedUser: number,
    into: Float32Array,
  ): void {
    const userCount = Math.max(userItems.rowCount, itemUsers.columnCount);
    if (this.ranked.length < userCount) {
      this.coUsers = new CoUsers(Math.ceil(userCount * 1.2));
      this.ranked = new Float64Array(this.coUsers.weights.length);
    }
    this.coUsers.collect(itemUsers, history, config.item, excludedUser);
    const count = this.keepNearest(userItems, config);
    const { users, weights } = this.coUsers;
    const { starts, ends, targets, weights: strengths } = userItems;
    for (let n = 0; n < count; n++) {
      const user = users[n];
      addScaledRowSingle(targets, strengths, starts[user], ends[user], weights[user], into);
    }
    discountPopularity(itemUsers, config.popularity, into);
  }

  /** Moves the nearest users to the front of the list, in the order of their numbers, and returns how many they are. */
  private keepNearest(userItems: SparseMatrix, config: NeighbourWalkConfig): number {
    const { coUsers, ranked } = this;
    const { users, weights } = coUsers;
    for (let n = 0; n < coUsers.count; n++) {
      const user = users[n];
      const degree = user < userItems.rowCount ? userItems.ends[user] - userItems.starts[user] : 0;
      weights[user] = degree === 0 ? 0 : weights[user] * config.user.at(degree);
      ranked[n] = weights[user];
    }
    const limit = Math.min(config.neighbours, coUsers.count);
    if (limit <= 0) return 0;
    const threshold = kthLargest(ranked, coUsers.count, limit);
    // The order in which users are reached depends on the order of the history; the answer must not.
    users.subarray(0, coUsers.count).sort();
    let ties = limit;
    for (let n = 0; n < coUsers.count; n++) if (weights[users[n]] > threshold) ties--;
    let kept = 0;
    for (let n = 0; n < coUsers.count; n++) {
      const user = users[n];
      const isKept = weights[user] > threshold || (weights[user] === threshold && ties-- > 0);
      if (!isKept || weights[user] === 0) continue;
      users[n] = users[kept];
      users[kept++] = user;
    }
    return kept;
  }
}

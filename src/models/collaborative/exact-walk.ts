import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import { addScaledRow } from '../sparse/add-scaled-row.js';
import type { DegreePowers } from '../sparse/degree-powers.js';
import { CoUsers } from './co-users.js';
import type { ItemHistory } from './item-history.js';
import { discountPopularity, type WalkPowers } from './score-walk.js';

/** The discounts of the three nodes that the exact walk passes. */
export interface ExactWalkPowers extends WalkPowers {
  /** d_v^-b of the user in the middle. */
  readonly user: DegreePowers;
}

/**
 * The walk user -> item -> user -> item without any pruning, on the graph as it is now:
 * s(u,j) = Σ_i m_i d_i^-a Σ_{v ≠ u} x_vi d_v^-b x_vj d_j^-c. For items outside the history it equals `scoreWalk` over a
 * matrix with unlimited rows. One instance serves one request at a time. Hot loops; bench/exact-walk.ts measures them.
 */
export class ExactWalk {
  private coUsers = new CoUsers(0);
  /** Double precision, so that the scores agree with those of a graph engine to the last digits. */
  private sums = new Float64Array(0);

  score(
    userItems: SparseMatrix,
    itemUsers: SparseMatrix,
    history: ItemHistory,
    powers: ExactWalkPowers,
    excludedUser: number,
    into: Float32Array,
  ): void {
    const userCount = Math.max(userItems.rowCount, itemUsers.columnCount);
    if (this.coUsers.weights.length < userCount) this.coUsers = new CoUsers(Math.ceil(userCount * 1.2));
    if (this.sums.length < into.length) this.sums = new Float64Array(Math.ceil(into.length * 1.2));
    const { coUsers, sums } = this;
    coUsers.collect(itemUsers, history, powers.item, excludedUser);
    const { users, weights } = coUsers;
    const { starts, ends, targets, weights: strengths } = userItems;
    sums.fill(0);
    for (let n = 0; n < coUsers.count; n++) {
      const user = users[n];
      if (user >= userItems.rowCount) continue;
      const scale = weights[user] * powers.user.at(ends[user] - starts[user]);
      addScaledRow(targets, strengths, starts[user], ends[user], scale, sums);
    }
    for (let item = 0; item < into.length; item++) into[item] += sums[item];
    discountPopularity(itemUsers, powers.popularity, into);
  }
}

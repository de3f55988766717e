import type { SparseMatrix } from '../../domain/sparse-matrix.js';
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
    const { coUsers } = this;
    coUsers.collect(itemUsers, history, powers.item, excludedUser);
    const { users, weights } = coUsers;
    for (let n = 0; n < coUsers.count; n++) {
      const user = users[n];
      const degree = user < userItems.rowCount ? userItems.ends[user] - userItems.starts[user] : 0;
      weights[user] *= powers.user.at(degree);
    }
    scatter(userItems, coUsers, into);
    discountPopularity(itemUsers, powers.popularity, into);
  }
}

function scatter(userItems: SparseMatrix, coUsers: CoUsers, into: Float32Array): void {
  const { starts, ends, targets, weights } = userItems;
  for (let n = 0; n < coUsers.count; n++) {
    const user = coUsers.users[n];
    if (user >= userItems.rowCount) continue;
    const scale = coUsers.weights[user];
    const end = ends[user];
    for (let k = starts[user]; k < end; k++) into[targets[k]] += scale * weights[k];
  }
}

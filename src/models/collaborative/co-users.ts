import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import { addScaledRow } from '../sparse/add-scaled-row.js';
import type { DegreePowers } from '../sparse/degree-powers.js';
import type { ItemHistory } from './item-history.js';

/** With more steps than this for each user, adding without a list and then reading every user is cheaper. */
const DENSE_STEPS = 1;

/**
 * The first half of a walk user -> item -> user: everybody who shares an item of the history, each weighted by
 * Σ_i m_i x_vi d_i^-a. The buffers are used again by every walk, so a result holds until the next call.
 */
export class CoUsers {
  /** The users that were reached, `count` of them, each once. */
  readonly users: Int32Array;
  /** Weight by user number; 0 for users that were not reached. */
  readonly weights: Float64Array;
  count = 0;

  constructor(userCapacity: number) {
    this.users = new Int32Array(userCapacity);
    this.weights = new Float64Array(userCapacity);
  }

  /** Walks from the history; `excludedUser` (-1 for none) is the one whose history it is. */
  collect(itemUsers: SparseMatrix, history: ItemHistory, itemPowers: DegreePowers, excludedUser: number): void {
    const { users, weights } = this;
    for (let n = 0; n < this.count; n++) weights[users[n]] = 0;
    const { starts, ends } = itemUsers;
    let steps = 0;
    for (let n = 0; n < history.length; n++) {
      const item = history.items[n];
      if (item >= 0 && item < itemUsers.rowCount) steps += ends[item] - starts[item];
    }
    const isDense = steps > weights.length * DENSE_STEPS;
    let count = 0;
    for (let n = 0; n < history.length; n++) {
      const item = history.items[n];
      if (item < 0 || item >= itemUsers.rowCount) continue;
      const scale = history.strengths[n] * itemPowers.at(ends[item] - starts[item]);
      if (scale === 0) continue;
      if (isDense) addScaledRow(itemUsers.targets, itemUsers.weights, starts[item], ends[item], scale, weights);
      else count = this.addListed(itemUsers, item, scale, count);
    }
    if (isDense) for (let user = 0; user < weights.length; user++) if (weights[user] !== 0) users[count++] = user;
    this.count = count;
    if (excludedUser >= 0 && excludedUser < weights.length && weights[excludedUser] !== 0) this.remove(excludedUser);
  }

  /** Adds a row and lists its new users; returns how many are listed then. */
  private addListed(
    { starts, ends, targets, weights: strengths }: SparseMatrix,
    item: number,
    scale: number,
    count: number,
  ): number {
    const { users, weights } = this;
    const end = ends[item];
    for (let k = starts[item]; k < end; k++) {
      const user = targets[k];
      if (weights[user] === 0) users[count++] = user;
      weights[user] += scale * strengths[k];
    }
    return count;
  }

  private remove(user: number): void {
    this.weights[user] = 0;
    const at = this.users.indexOf(user);
    this.users[at] = this.users[--this.count];
  }
}

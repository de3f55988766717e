import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import { CoUsers } from '../../models/collaborative/co-users.js';
import type { NeighbourWalkConfig } from '../../models/collaborative/neighbour-walk.js';
import { addScaledRowSingle } from '../../models/sparse/add-scaled-row.js';
import { kthLargest } from '../../models/sparse/kth-largest.js';
import { degreeOf } from '../../models/sparse/matrix-shape.js';
import type { WalkContext } from './candidate-channel.js';
import type { HistoryLookup } from './history-lookup.js';

/** How many of the people who liked an item are looked at for its paths. */
const PEOPLE_PER_ITEM = 4;

/**
 * The users most similar to the one of a request: Σ_i x_ui x_vi d_i^-aw d_v^-cu, the k largest, of equal ones those
 * with the lower number. Keeps them from the scores of a request to its paths. Hot loops.
 */
export class NearestUsers {
  private reachedFor: WalkContext | null = null;
  private coUsers = new CoUsers(0);
  private ranked = new Float64Array(0);

  constructor(
    private readonly config: NeighbourWalkConfig,
    private readonly lookup: HistoryLookup,
  ) {}

  /** Adds what the nearest users like, each by similarity. */
  scatter(context: WalkContext, into: Float32Array): void {
    this.reach(context);
    const { users, weights } = this.coUsers;
    const { starts, ends, targets, weights: strengths } = context.projection.userItems;
    for (let n = 0; n < this.coUsers.count; n++) {
      const user = users[n];
      const scale = weights[user];
      if (scale === 0) continue;
      addScaledRowSingle(targets, strengths, starts[user], ends[user], scale, into);
    }
  }

  /** What each place of the history earned for the item through some of the nearest people who liked it. */
  partsOf(context: WalkContext, item: number): Float64Array {
    const { projection, history } = context;
    const { userItems, itemUsers } = projection;
    const degree = degreeOf(itemUsers, item);
    const parts = new Float64Array(history.length);
    if (history.length === 0 || degree === 0) return parts;
    this.reach(context);
    const places = this.lookup.placesOf(context);
    const { targets: people, weights: likings } = itemUsers;
    for (const k of this.nearestOf(itemUsers, item)) {
      const person = people[k];
      const scale = likings[k] * this.config.user.at(userItems.degree(person)) * this.config.popularity.at(degree);
      const { targets, weights: strengths } = userItems;
      const end = userItems.ends[person];
      for (let n = userItems.starts[person]; n < end; n++) {
        const place = places[targets[n]] - 1;
        if (place < 0 || targets[n] === item) continue;
        const liking = history.strengths[place] * strengths[n];
        parts[place] += scale * liking * this.config.item.at(degreeOf(itemUsers, targets[n]));
      }
    }
    return parts;
  }

  /** The entries of the item's row whose people are nearest. */
  private nearestOf({ starts, ends, targets, weights: likings }: SparseMatrix, item: number): number[] {
    const { weights } = this.coUsers;
    const entries: number[] = [];
    const values: number[] = [];
    const end = ends[item];
    for (let k = starts[item]; k < end; k++) {
      const weight = weights[targets[k]];
      if (weight === 0) continue;
      const value = weight * likings[k];
      if (entries.length === PEOPLE_PER_ITEM && value <= values[PEOPLE_PER_ITEM - 1]) continue;
      let at = Math.min(entries.length, PEOPLE_PER_ITEM - 1);
      for (; at > 0 && values[at - 1] < value; at--) {
        values[at] = values[at - 1];
        entries[at] = entries[at - 1];
      }
      values[at] = value;
      entries[at] = k;
    }
    return entries;
  }

  private reach(context: WalkContext): void {
    if (this.reachedFor === context) return;
    const { projection, history, user } = context;
    const { userItems, itemUsers } = projection;
    const userCount = Math.max(projection.users.size, userItems.rowCount, itemUsers.columnCount);
    if (this.coUsers.weights.length < userCount) this.coUsers = new CoUsers(Math.ceil(userCount * 1.2));
    this.coUsers.collect(itemUsers, history, this.config.item, user);
    const { users, weights, count } = this.coUsers;
    if (this.ranked.length < count) this.ranked = new Float64Array(count * 2);
    const { starts, ends } = userItems;
    for (let n = 0; n < count; n++) {
      const person = users[n];
      weights[person] *= this.config.user.at(ends[person] - starts[person]);
      this.ranked[n] = weights[person];
    }
    if (count > this.config.neighbours) this.forgetFarther(kthLargest(this.ranked, count, this.config.neighbours));
    this.reachedFor = context;
  }

  private forgetFarther(threshold: number): void {
    const { users, weights, count } = this.coUsers;
    let places = this.config.neighbours;
    const ties: number[] = [];
    for (let n = 0; n < count; n++) {
      const weight = weights[users[n]];
      if (weight > threshold) places--;
      else if (weight === threshold) ties.push(users[n]);
      else weights[users[n]] = 0;
    }
    // The order in which users are reached depends on the order of the history; the answer must not.
    ties.sort((a, b) => a - b);
    for (const user of ties.slice(places)) weights[user] = 0;
  }
}

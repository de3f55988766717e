import { CoUsers } from '../../models/collaborative/co-users.js';
import type { NeighbourWalkConfig } from '../../models/collaborative/neighbour-walk.js';
import { kthLargest } from '../../models/sparse/kth-largest.js';
import { degreeOf } from '../../models/sparse/matrix-shape.js';
import type { WalkContext } from './candidate-channel.js';
import { topParts } from './top-parts.js';

/** How many of the people who liked an item are looked at for its paths. */
const PEOPLE_PER_ITEM = 12;

/** Says which liked items the neighbour walk came through to an item. Keeps what it reached for one request. */
export class NearestUsers {
  private reachedFor: WalkContext | null = null;
  private coUsers = new CoUsers(0);
  private threshold = 0;
  private places = new Int32Array(0);

  /** What each place of the history earned for the item through the nearest people who liked it. */
  partsOf(context: WalkContext, item: number, config: NeighbourWalkConfig): Float64Array {
    const { projection, history } = context;
    const { userItems, itemUsers } = projection;
    const parts = new Float64Array(history.length);
    const degree = degreeOf(itemUsers, item);
    if (history.length === 0 || degree === 0) return parts;
    if (this.reachedFor !== context) this.reach(context, config);
    const start = itemUsers.starts[item];
    const shares = new Float64Array(degree);
    for (let n = 0; n < degree; n++) {
      const weight = this.coUsers.weights[itemUsers.targets[start + n]];
      // Users at the threshold may or may not be among the nearest; leaving them out keeps the parts below the score.
      shares[n] = weight > this.threshold ? weight * itemUsers.weights[start + n] : 0;
    }
    const discount = config.popularity.at(degree);
    for (const n of topParts(shares, degree, PEOPLE_PER_ITEM)) {
      const person = itemUsers.targets[start + n];
      const scale = itemUsers.weights[start + n] * config.user.at(userItems.degree(person)) * discount;
      for (let k = userItems.starts[person]; k < userItems.ends[person]; k++) {
        const liked = userItems.targets[k];
        const place = this.places[liked] - 1;
        if (place < 0 || liked === item) continue;
        parts[place] +=
          scale * history.strengths[place] * userItems.weights[k] * config.item.at(degreeOf(itemUsers, liked));
      }
    }
    return parts;
  }

  private reach(context: WalkContext, config: NeighbourWalkConfig): void {
    const { projection, history, user } = context;
    const { userItems, itemUsers } = projection;
    const userCount = Math.max(projection.users.size, userItems.rowCount, itemUsers.columnCount);
    if (this.coUsers.weights.length < userCount) this.coUsers = new CoUsers(Math.ceil(userCount * 1.2));
    this.coUsers.collect(itemUsers, history, config.item, user);
    const { users, weights, count } = this.coUsers;
    const ranked = new Float64Array(count);
    for (let n = 0; n < count; n++) {
      weights[users[n]] *= config.user.at(userItems.degree(users[n]));
      ranked[n] = weights[users[n]];
    }
    this.threshold = count > config.neighbours ? kthLargest(ranked, count, config.neighbours) : 0;
    const itemCount = Math.max(projection.items.size, userItems.columnCount);
    if (this.places.length < itemCount) this.places = new Int32Array(Math.ceil(itemCount * 1.2));
    else this.places.fill(0);
    for (let n = 0; n < history.length; n++) this.places[history.items[n]] = n + 1;
    this.reachedFor = context;
  }
}

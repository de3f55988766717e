import type { Projection } from '../../graph/projection/projection.js';
import type { FactorModel } from '../../models/factors/factor-model.js';
import { dotAt } from '../../models/factors/vector-loops.js';
import type { ScoreVector } from './candidate-channel.js';

interface NewItem {
  readonly users: number;
  readonly vector: Float32Array;
}

/**
 * Items that nobody had used when the factors were fitted: their vectors are folded in from the vectors of their users
 * (the closed form of implicit ALS, Hu et al. 2008), and again whenever they have more or fewer of them.
 */
export class NewItemFactors {
  /** Items of the fit without a vector. */
  private readonly empty: readonly number[];
  private readonly found = new Map<number, NewItem>();
  private version = -1;

  constructor(private readonly model: FactorModel) {
    this.empty = itemsWithoutVector(model);
  }

  /** Adds the dot product of a user's vector with that of every new item to `into`. */
  scoreAll(projection: Projection, userVector: Float32Array, into: ScoreVector): void {
    this.catchUp(projection);
    const vector = Float64Array.from(userVector);
    for (const [item, { vector: itemVector }] of this.found) into[item] += dotAt(itemVector, 0, vector, vector.length);
  }

  private catchUp(projection: Projection): void {
    if (this.version === projection.version) return;
    for (const item of this.empty) this.foldIn(projection, item);
    for (let item = this.model.itemCount; item < projection.items.size; item++) this.foldIn(projection, item);
    this.version = projection.version;
  }

  private foldIn({ itemUsers }: Projection, item: number): void {
    const users = item < itemUsers.rowCount ? itemUsers.degree(item) : 0;
    if (users === (this.found.get(item)?.users ?? 0)) return;
    if (users === 0) {
      this.found.delete(item);
      return;
    }
    const start = itemUsers.starts[item];
    const vector = this.model.foldInItem({
      length: users,
      items: itemUsers.targets.subarray(start, start + users),
      strengths: itemUsers.weights.subarray(start, start + users),
    });
    this.found.set(item, { users, vector });
  }
}

function itemsWithoutVector({ itemFactors, itemCount, embeddingSize }: FactorModel): number[] {
  const items: number[] = [];
  for (let item = 0; item < itemCount; item++) {
    let at = item * embeddingSize;
    const end = at + embeddingSize;
    while (at < end && itemFactors[at] === 0) at++;
    if (at === end) items.push(item);
  }
  return items;
}

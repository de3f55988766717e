import type { ItemHistory } from '../collaborative/item-history.js';
import { degreesOf } from '../sparse/matrix-shape.js';
import type { BaselineModel, Interactions } from './baseline-model.js';

/** What most people took, the same for everybody: s(j) = d_j, the number of users of an item. */
export class MostPopular implements BaselineModel {
  private constructor(private readonly userCounts: Int32Array) {}

  /** Counts the users of every item. */
  static fit({ itemUsers }: Interactions): MostPopular {
    return new MostPopular(degreesOf(itemUsers));
  }

  score(_history: ItemHistory, into: Float32Array): void {
    const count = Math.min(into.length, this.userCounts.length);
    for (let item = 0; item < count; item++) into[item] += this.userCounts[item];
  }
}

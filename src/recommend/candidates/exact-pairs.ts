import type { DegreePowers } from '../../models/sparse/degree-powers.js';
import type { WalkContext } from './candidate-channel.js';

/** G_ij = Σ_v x_vi x_vj d_v^-b between one item and others, on the projection as it is now and without the user. */
export class ExactPairs {
  private weights: Float64Array | null = null;

  constructor(
    private readonly context: WalkContext,
    private readonly item: number,
    private readonly userPowers: DegreePowers,
  ) {}

  together(other: number): number {
    const { itemUsers } = this.context.projection;
    if (other >= itemUsers.rowCount) return 0;
    this.weights ??= this.weigh();
    let sum = 0;
    const end = itemUsers.ends[other];
    for (let k = itemUsers.starts[other]; k < end; k++)
      sum += itemUsers.weights[k] * this.weights[itemUsers.targets[k]];
    return sum;
  }

  /** x_vj d_v^-b by user number. */
  private weigh(): Float64Array {
    const { projection, user } = this.context;
    const { userItems, itemUsers } = projection;
    const weights = new Float64Array(Math.max(projection.users.size, itemUsers.columnCount));
    if (this.item >= itemUsers.rowCount) return weights;
    for (let k = itemUsers.starts[this.item]; k < itemUsers.ends[this.item]; k++) {
      const person = itemUsers.targets[k];
      weights[person] = itemUsers.weights[k] * this.userPowers.at(userItems.degree(person));
    }
    if (user >= 0) weights[user] = 0;
    return weights;
  }
}

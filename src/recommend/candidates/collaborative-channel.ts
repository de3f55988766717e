import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import { CoUsers } from '../../models/collaborative/co-users.js';
import type { ItemHistory } from '../../models/collaborative/item-history.js';
import { discountPopularity, scoreRows } from '../../models/collaborative/score-walk.js';
import { DegreePowers } from '../../models/sparse/degree-powers.js';
import { degreeOf } from '../../models/sparse/matrix-shape.js';
import type { WalkExponents } from '../fitted-models.js';
import type { CandidateChannel, ScoreVector, WalkContext, WalkedPath } from './candidate-channel.js';
import { ExactPairs } from './exact-pairs.js';
import { HistoryLookup } from './history-lookup.js';
import { PeoplePaths } from './people-paths.js';
import { emptyRows, hasRow } from './sparse-entry.js';

/**
 * The collaborative walk user -> item -> user -> item, RP3β with three free exponents (Paudel et al. 2017):
 * s(u,j) = Σ_i m_i d_i^-a (Σ_v x_vi x_vj d_v^-b) d_j^-c. The inner sum comes from the fitted matrix; pairs with an item
 * that is newer than the fit are walked exactly on the projection. Degrees are those of the projection.
 */
export class CollaborativeChannel implements CandidateChannel {
  readonly name = 'collaborative';
  private readonly itemPowers: DegreePowers;
  private readonly userPowers: DegreePowers;
  private readonly popularityPowers: DegreePowers;
  private readonly unfittedRows: Int32Array;
  private coUsers = new CoUsers(0);

  constructor(
    private readonly matrix: SparseMatrix | null,
    exponents: WalkExponents,
    private readonly peoplePaths = new PeoplePaths(),
    private readonly lookup = new HistoryLookup(),
  ) {
    this.itemPowers = new DegreePowers(exponents.itemExponent);
    this.userPowers = new DegreePowers(exponents.userExponent);
    this.popularityPowers = new DegreePowers(exponents.popularityExponent);
    this.unfittedRows = emptyRows(matrix);
  }

  score(context: WalkContext, into: ScoreVector): void {
    const { projection, history } = context;
    if (history.length === 0) return;
    const fitted = this.part(context, true);
    const unfitted = this.part(context, false);
    if (fitted.length > 0 && this.matrix !== null) {
      scoreRows(this.matrix, this.discounted(context, fitted), into);
      if (this.hasUnfittedTargets(context)) {
        this.reachUsers(context, fitted);
        this.scoreUnfittedTargets(context, into);
      }
    }
    if (unfitted.length > 0) {
      this.reachUsers(context, unfitted);
      this.scatterItems(context, into);
    }
    discountPopularity(projection.itemUsers, this.popularityPowers, into);
  }

  paths(context: WalkContext, item: number, limit: number): WalkedPath[] {
    const { history } = context;
    const { itemUsers } = context.projection;
    const popularity = this.popularityPowers.at(degreeOf(itemUsers, item));
    const parts = new Float64Array(history.length);
    const add = (place: number, together: number): void => {
      const discount = this.itemPowers.at(degreeOf(itemUsers, history.items[place]));
      parts[place] = history.strengths[place] * discount * together * popularity;
    };
    const isFitted = hasRow(this.matrix, item);
    if (this.matrix !== null && isFitted) {
      for (const { place, entry } of this.lookup.strongest(this.matrix, context, item, limit)) add(place, entry);
    }
    const exact = new ExactPairs(context, item, this.userPowers);
    for (let place = 0; place < history.length; place++) {
      const liked = history.items[place];
      if (liked !== item && !(isFitted && hasRow(this.matrix, liked))) add(place, exact.together(liked));
    }
    return this.peoplePaths.find(context, item, parts, limit);
  }

  /** The part of the history that the matrix knows, or the other one. */
  private part({ history }: WalkContext, isFitted: boolean): ItemHistory {
    let count = 0;
    for (let n = 0; n < history.length; n++) if (hasRow(this.matrix, history.items[n]) === isFitted) count++;
    if (count === history.length) return history;
    const items = new Int32Array(count);
    const strengths = new Float32Array(count);
    for (let n = 0, next = 0; n < history.length; n++) {
      if (hasRow(this.matrix, history.items[n]) !== isFitted) continue;
      items[next] = history.items[n];
      strengths[next++] = history.strengths[n];
    }
    return { length: count, items, strengths };
  }

  private discounted({ projection }: WalkContext, history: ItemHistory): ItemHistory {
    const strengths = Float32Array.from(
      history.strengths.subarray(0, history.length),
      (strength, n) => strength * this.itemPowers.at(degreeOf(projection.itemUsers, history.items[n])),
    );
    return { length: history.length, items: history.items, strengths };
  }

  private hasUnfittedTargets({ projection }: WalkContext): boolean {
    const { itemUsers } = projection;
    const fittedRows = this.matrix?.rowCount ?? 0;
    for (let item = fittedRows; item < itemUsers.rowCount; item++) if (itemUsers.degree(item) > 0) return true;
    return this.unfittedRows.some((item) => itemUsers.degree(item) > 0);
  }

  private reachUsers({ projection, user }: WalkContext, history: ItemHistory): void {
    const { userItems, itemUsers } = projection;
    const userCount = Math.max(projection.users.size, userItems.rowCount, itemUsers.columnCount);
    if (this.coUsers.weights.length < userCount) this.coUsers = new CoUsers(Math.ceil(userCount * 1.2));
    this.coUsers.collect(itemUsers, history, this.itemPowers, user);
    const { users, weights, count } = this.coUsers;
    for (let n = 0; n < count; n++) weights[users[n]] *= this.userPowers.at(userItems.degree(users[n]));
  }

  private scatterItems({ projection }: WalkContext, into: ScoreVector): void {
    const { starts, ends, targets, weights } = projection.userItems;
    for (let n = 0; n < this.coUsers.count; n++) {
      const user = this.coUsers.users[n];
      const scale = this.coUsers.weights[user];
      const end = ends[user];
      for (let k = starts[user]; k < end; k++) into[targets[k]] += scale * weights[k];
    }
  }

  private scoreUnfittedTargets({ projection }: WalkContext, into: ScoreVector): void {
    const { itemUsers } = projection;
    const scoreOne = (item: number): void => {
      if (item >= itemUsers.rowCount) return;
      let sum = 0;
      const end = itemUsers.ends[item];
      for (let k = itemUsers.starts[item]; k < end; k++) {
        sum += this.coUsers.weights[itemUsers.targets[k]] * itemUsers.weights[k];
      }
      into[item] += sum;
    };
    for (const item of this.unfittedRows) scoreOne(item);
    for (let item = this.matrix?.rowCount ?? 0; item < itemUsers.rowCount; item++) scoreOne(item);
  }
}

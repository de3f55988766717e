import type { ItemHistory } from '../collaborative/item-history.js';
import { solveCholesky } from './cholesky.js';
import { gramOf } from './gram.js';
import { addScaledAt, dotAt } from './vector-loops.js';

/** What folding in needs to know about the fit. */
export interface FactorSettings {
  readonly embeddingSize: number;
  readonly regularisation: number;
  readonly regularisationExponent: number;
  readonly unobservedWeight: number;
}

/**
 * Fitted vectors of items and users, `embeddingSize` numbers each. A user's vector is computed from the history at
 * request time, so every new event counts at once; an item's the same way from its users.
 */
export class FactorModel {
  readonly embeddingSize: number;
  readonly itemCount: number;
  readonly userCount: number;
  private readonly itemGram: Float64Array;
  private readonly userGram: Float64Array;
  private readonly system: Float64Array;
  private readonly solution: Float64Array;

  constructor(
    readonly settings: FactorSettings,
    readonly itemFactors: Float32Array,
    readonly userFactors: Float32Array,
  ) {
    const size = settings.embeddingSize;
    this.embeddingSize = size;
    this.itemCount = itemFactors.length / size;
    this.userCount = userFactors.length / size;
    this.itemGram = gramOf(itemFactors, size);
    this.userGram = gramOf(userFactors, size);
    this.system = new Float64Array(size * size);
    this.solution = new Float64Array(size);
  }

  /** The vector of a user with this history, in closed form; all zeros when no item of it is known. */
  foldInUser(history: ItemHistory): Float32Array {
    return this.foldIn(history, this.itemFactors, this.itemGram, this.itemCount);
  }

  /** The vector of an item that these users took (`items` holds user numbers). */
  foldInItem(users: ItemHistory): Float32Array {
    return this.foldIn(users, this.userFactors, this.userGram, this.userCount);
  }

  /** Adds the dot product of a user's vector with every item's to `into`. */
  scoreAll(userVector: Float32Array, into: Float32Array): void {
    const size = this.embeddingSize;
    const vector = Float64Array.from(userVector);
    const count = Math.min(into.length, this.itemCount);
    for (let item = 0; item < count; item++) into[item] += dotAt(this.itemFactors, item * size, vector, size);
  }

  private foldIn(history: ItemHistory, factors: Float32Array, gram: Float64Array, columnCount: number): Float32Array {
    const { embeddingSize: size, system, solution } = this;
    const { unobservedWeight, regularisation, regularisationExponent } = this.settings;
    let known = 0;
    for (let n = 0; n < history.length; n++) if (isKnown(history, n, columnCount)) known++;
    if (known === 0) return new Float32Array(size);
    const penalty = regularisation * (known + unobservedWeight * columnCount) ** regularisationExponent;
    for (let k = 0; k < system.length; k++) system[k] = unobservedWeight * gram[k];
    for (let k = 0; k < size; k++) system[k * size + k] += penalty;
    solution.fill(0);
    for (let n = 0; n < history.length; n++) {
      if (isKnown(history, n, columnCount)) this.addEvidence(factors, history.items[n] * size, history.strengths[n]);
    }
    // Only a model without regularisation can be singular; it then has nothing to say.
    return solveCholesky(system, solution, size) ? Float32Array.from(solution) : new Float32Array(size);
  }

  private addEvidence(factors: Float32Array, at: number, weight: number): void {
    const { embeddingSize: size, system, solution } = this;
    for (let a = 0; a < size; a++) {
      const scaled = weight * factors[at + a];
      solution[a] += scaled;
      addScaledAt(factors, at, scaled, system, a * size, a + 1);
    }
  }
}

function isKnown(history: ItemHistory, n: number, columnCount: number): boolean {
  return history.items[n] >= 0 && history.items[n] < columnCount && history.strengths[n] > 0;
}

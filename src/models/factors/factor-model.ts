import type { ItemHistory } from '../collaborative/item-history.js';
import { solveCholesky } from './cholesky.js';
import { gramOf } from './gram.js';
import { addFourAt, dotAt } from './vector-loops.js';

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
  /** Four vectors that wait to be added to the system together. */
  private readonly waiting: Float64Array;
  private readonly waitingWeights = new Float64Array(4);

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
    this.waiting = new Float64Array(4 * size);
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
    let waiting = 0;
    for (let n = 0; n < history.length; n++) {
      if (!isKnown(history, n, columnCount)) continue;
      const at = history.items[n] * size;
      for (let k = 0; k < size; k++) this.waiting[waiting * size + k] = factors[at + k];
      this.waitingWeights[waiting++] = history.strengths[n];
      if (waiting === 4) {
        this.addWaiting();
        waiting = 0;
      }
    }
    if (waiting > 0) {
      this.waitingWeights.fill(0, waiting);
      this.addWaiting();
    }
    // Only a model without regularisation can be singular; it then has nothing to say.
    return solveCholesky(system, solution, size) ? Float32Array.from(solution) : new Float32Array(size);
  }

  /** Adds w h hᵀ of the waiting vectors to the lower half of the system, and w h to its right side. */
  private addWaiting(): void {
    const { embeddingSize: size, system, solution, waiting, waitingWeights } = this;
    const [w0, w1, w2, w3] = waitingWeights;
    for (let row = 0; row < size; row++) {
      const s0 = w0 * waiting[row];
      const s1 = w1 * waiting[size + row];
      const s2 = w2 * waiting[2 * size + row];
      const s3 = w3 * waiting[3 * size + row];
      solution[row] += s0 + s1 + s2 + s3;
      addFourAt(waiting, size, s0, s1, s2, s3, system, row * size, row + 1);
    }
  }
}

function isKnown(history: ItemHistory, n: number, columnCount: number): boolean {
  return history.items[n] >= 0 && history.items[n] < columnCount && history.strengths[n] > 0;
}

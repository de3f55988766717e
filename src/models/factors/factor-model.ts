import type { ItemHistory } from '../collaborative/item-history.js';
import { AlsSolver } from './als-solver.js';
import { solveCholesky } from './cholesky.js';
import { gramOf } from './gram.js';
import { addFourAt, dotAt } from './vector-loops.js';

/** A fitted vector is improved until it is, relative to its length, no farther than this from the solution … */
const TOLERANCE = 1e-4;
/** … or for so many steps, after which it would have been cheaper to solve for it from nothing. */
const MOST_STEPS = 12;

const ROW_START = Int32Array.of(0);

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
  /** α₀ times the items' Gram matrix. */
  private readonly unobserved: Float64Array;
  private readonly solver: AlsSolver;
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
    this.unobserved = this.itemGram.map((value) => value * settings.unobservedWeight);
    this.solver = new AlsSolver(size, settings);
    this.system = new Float64Array(size * size);
    this.solution = new Float64Array(size);
    this.waiting = new Float64Array(4 * size);
  }

  /**
   * The vector of a user with this history; all zeros when no item of it is known. It comes from the closed form, or
   * for a user of the fit (`user` is the number) from the fitted vector by conjugate gradients (Takács et al. 2011),
   * which is close to the solution unless the history has changed a lot.
   */
  foldInUser(history: ItemHistory, user = -1): Float32Array {
    const fitted = user < 0 ? null : this.improvedVector(history, user);
    return fitted ?? this.foldIn(history, this.itemFactors, this.itemGram, this.itemCount);
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

  /** The fitted vector of a user, improved; null when there is none or some item is newer than the fit. */
  private improvedVector(history: ItemHistory, user: number): Float32Array | null {
    const { embeddingSize: size, solver, settings } = this;
    if (user >= this.userCount) return null;
    for (let n = 0; n < history.length; n++) if (!isKnown(history, n, this.itemCount)) return null;
    let squared = 0;
    for (let k = 0; k < size; k++) {
      solver.x[k] = this.userFactors[user * size + k];
      squared += solver.x[k] * solver.x[k];
    }
    if (squared === 0) return null;
    const penalty = penaltyOf(settings, history.length, this.itemCount);
    const row = {
      starts: ROW_START,
      ends: Int32Array.of(history.length),
      targets: history.items,
      weights: history.strengths,
    };
    // The smallest eigenvalue is at least the penalty, so a residual r leaves an error of at most |r| / penalty.
    const enough = (TOLERANCE * penalty) ** 2 * squared;
    solver.improve(row, 0, this.itemFactors, this.unobserved, penalty, MOST_STEPS, enough);
    return Float32Array.from(solver.x);
  }

  private foldIn(history: ItemHistory, factors: Float32Array, gram: Float64Array, columnCount: number): Float32Array {
    const { embeddingSize: size, system, solution } = this;
    const { unobservedWeight } = this.settings;
    let known = 0;
    for (let n = 0; n < history.length; n++) if (isKnown(history, n, columnCount)) known++;
    if (known === 0) return new Float32Array(size);
    const penalty = penaltyOf(this.settings, known, columnCount);
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

/** λ (n + α₀ I)^ν */
function penaltyOf(
  { regularisation, regularisationExponent, unobservedWeight }: FactorSettings,
  entries: number,
  columnCount: number,
): number {
  return regularisation * (entries + unobservedWeight * columnCount) ** regularisationExponent;
}

function isKnown(history: ItemHistory, n: number, columnCount: number): boolean {
  return history.items[n] >= 0 && history.items[n] < columnCount && history.strengths[n] > 0;
}

import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import type { ItemHistory } from '../collaborative/item-history.js';

/** Who took what, both ways round, as a projection holds it. */
export interface Interactions {
  /** user -> item with strengths from 0 to 1. */
  readonly userItems: SparseMatrix;
  readonly itemUsers: SparseMatrix;
}

/**
 * A classical recommender: what other recommenders have to beat, and what some channels are made of.
 * `test/contracts/baseline-model.contract.ts` says what each keeps: scores are finite whatever the data, equal for equal
 * input, independent of the order of the history, and items that came after the fit neither score nor vouch.
 */
export interface BaselineModel {
  /**
   * Adds a score for every item to `into`, which is all zeros and has one place an item; 0 means that there is nothing to
   * go by. `user` is the number of the user whose history it is, -1 for one who was not there at the fit.
   */
  score(history: ItemHistory, into: Float32Array, user: number): void;
}

/** A model that says which rating a user would give. */
export interface RatingModel {
  /**
   * The ratings of pairs of users and items, on the scale that the model was fitted on; -1, or a number that came after
   * the fit, stands for someone or something unknown, which gets what is usual.
   */
  predict(users: Int32Array, items: Int32Array): Float32Array;
}

import type { ItemHistory } from '../collaborative/item-history.js';
import { addScaledAt, dotAt } from '../factors/vector-loops.js';
import type { BaselineModel } from './baseline-model.js';

/**
 * The dot product of item vectors, such as those of a text encoder, with the mean vector of the history:
 * s(u,j) = (Σ_{i ∈ H_u} x_ui v_i)·v_j / Σ x_ui (Pazzani and Billsus 2007). It needs no other users and knows new items.
 */
export class EmbeddingDotProduct implements BaselineModel {
  private readonly itemCount: number;

  /** `vectors` has `embeddingSize` numbers an item, one item after the other; all zeros where nothing is known. */
  constructor(
    private readonly vectors: Float32Array,
    private readonly embeddingSize: number,
  ) {
    this.itemCount = embeddingSize === 0 ? 0 : vectors.length / embeddingSize;
  }

  score(history: ItemHistory, into: Float32Array): void {
    const { vectors, embeddingSize: size, itemCount } = this;
    const profile = new Float64Array(size);
    let strength = 0;
    for (let n = 0; n < history.length; n++) {
      const item = history.items[n];
      if (item < 0 || item >= itemCount) continue;
      addScaledAt(vectors, item * size, history.strengths[n], profile, 0, size);
      strength += history.strengths[n];
    }
    if (strength === 0) return;
    for (let k = 0; k < size; k++) profile[k] /= strength;
    const count = Math.min(into.length, itemCount);
    for (let item = 0; item < count; item++) into[item] += dotAt(vectors, item * size, profile, size);
  }
}

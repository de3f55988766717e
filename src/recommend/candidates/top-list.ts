import { kthLargest } from '../../models/sparse/kth-largest.js';
import { orderByScore } from './order-by-score.js';

/** Finds the best items of a channel; its buffers are used again by every request. Hot loops on typed arrays. */
export class TopList {
  private items = new Int32Array(0);
  private scores = new Float32Array(0);
  private ranked = new Float64Array(0);

  /** The `limit` items of the group with the highest positive scores, best first, ties in the order of numbers. */
  find(scores: Float32Array, groups: Int8Array, group: number, limit: number): Int32Array {
    if (this.items.length < scores.length) {
      this.items = new Int32Array(scores.length);
      this.scores = new Float32Array(scores.length);
      this.ranked = new Float64Array(scores.length);
    }
    let count = 0;
    for (let item = 0; item < scores.length; item++) {
      const score = scores[item];
      if (!(score > 0) || groups[item] !== group) continue;
      this.items[count] = item;
      this.scores[count] = score;
      this.ranked[count++] = score;
    }
    if (count > limit) count = this.keepLargest(count, limit);
    return orderByScore(this.scores, count).map((place) => this.items[place]);
  }

  private keepLargest(count: number, limit: number): number {
    const threshold = kthLargest(this.ranked, count, limit);
    let ties = limit;
    for (let n = 0; n < count; n++) if (this.scores[n] > threshold) ties--;
    let kept = 0;
    for (let n = 0; n < count; n++) {
      const score = this.scores[n];
      if (score < threshold || (score === threshold && ties-- <= 0)) continue;
      this.items[kept] = this.items[n];
      this.scores[kept++] = score;
    }
    return kept;
  }
}

import type { Projection } from '../../graph/projection/projection.js';

/** One held-out event. */
export interface HeldOutEvent {
  readonly user: number;
  readonly item: number;
  readonly scene: number;
  readonly situation: number;
}

/** The share of the probability that everybody's taste gets, so that no held-out event is impossible. */
const POPULAR_SHARE = 0.1;

/**
 * The own events of users beside held-out ones of theirs, each with the facets in which the two situations differ, so
 * that a setting is judged without comparing them again. Many events differ in the same facets: what they weigh is
 * computed once a setting. Hot loops.
 */
export class MatchedHistories {
  /** By kind of difference: the facets that differ as bits, the scene's next; 0 where all are known and equal. */
  private readonly differences: number[] = [];
  /** Where the own events of each held-out event begin in `kinds`; one more entry ends the last. */
  private readonly starts: Int32Array;
  private readonly kinds: Int32Array;
  private readonly strengths: Float32Array;
  /** 1 for an own event of the held-out item. */
  private readonly isSameItem: Uint8Array;
  private readonly popularity: Float64Array;

  constructor(
    private readonly training: Projection,
    private readonly facets: readonly number[],
    events: readonly HeldOutEvent[],
  ) {
    const numbers = new Map<number, number>();
    const starts = [0];
    const kinds: number[] = [];
    const strengths: number[] = [];
    const isSameItem: number[] = [];
    const { events: log, itemUsers } = training;
    for (const heldOut of events) {
      for (let event = log.newestOf(heldOut.user); event >= 0; event = log.previous[event]) {
        if (log.strengths[event] === 0) continue;
        const difference = this.differenceOf(heldOut, event);
        let kind = numbers.get(difference);
        if (kind === undefined) {
          kind = this.differences.push(difference) - 1;
          numbers.set(difference, kind);
        }
        kinds.push(kind);
        strengths.push(log.strengths[event]);
        isSameItem.push(log.items[event] === heldOut.item ? 1 : 0);
      }
      starts.push(kinds.length);
    }
    this.starts = Int32Array.from(starts);
    this.kinds = Int32Array.from(kinds);
    this.strengths = Float32Array.from(strengths);
    this.isSameItem = Uint8Array.from(isSameItem);
    const total = Math.max(1, itemUsers.entryCount);
    this.popularity = Float64Array.from(events, ({ item }) => (itemUsers.degree(item) + 1) / (total + 1));
  }

  /**
   * The mean log P(item) under weights by facet, the scene's last, and of what is the same in all of them: P mixes
   * matched own events with popularity.
   */
  meanLogLikelihood(weights: Float64Array, same: number): number {
    const likeness = Float64Array.from(this.differences, (difference) => {
      if (difference === 0) return Math.exp(-same);
      let off = 0;
      for (let bit = 0; bit < weights.length; bit++) if (((difference >>> bit) & 1) === 1) off += weights[bit];
      return Math.exp(-off);
    });
    const { starts, kinds, strengths, isSameItem, popularity } = this;
    let sum = 0;
    for (let n = 0; n < popularity.length; n++) {
      let all = 0;
      let same = 0;
      for (let k = starts[n]; k < starts[n + 1]; k++) {
        const weight = strengths[k] * likeness[kinds[k]];
        all += weight;
        if (isSameItem[k] === 1) same += weight;
      }
      const own = all > 0 ? same / all : 0;
      sum += Math.log((1 - POPULAR_SHARE) * own + POPULAR_SHARE * popularity[n]);
    }
    return popularity.length === 0 ? 0 : sum / popularity.length;
  }

  private differenceOf({ scene, situation }: HeldOutEvent, event: number): number {
    const { events, situations } = this.training;
    let difference = scene >= 0 && events.scenes[event] !== scene ? 1 << this.facets.length : 0;
    for (let bit = 0; bit < this.facets.length; bit++) {
      const value = situations.valueOf(situation, this.facets[bit]);
      if (value >= 0 && situations.valueOf(events.situations[event], this.facets[bit]) !== value)
        difference |= 1 << bit;
    }
    return difference;
  }
}

import type { SituationSettings } from '../fitted-models.js';
import type { ActivityIndex, ItemCounts } from './activity-index.js';
import type { WalkContext } from './candidate-channel.js';

/** What a user has done with one liked item. */
export interface OwnEvents {
  readonly item: number;
  /** The events' strengths, each by how alike its situation is to that of the request. */
  matched: number;
  count: number;
  /** How many events of the user are newer than the item's newest one. */
  readonly newer: number;
}

/** What the situation of one request says. */
export interface SituationReach {
  /** The user's own events by item, the newest item first. */
  readonly own: ReadonlyMap<number, OwnEvents>;
  readonly ownCount: number;
  readonly matchedTotal: number;
  /**
   * By item Σ_f φ_f log(P(i | value of f) / P(i)): above 0 for what people take more often in such a situation. Null
   * when no facet that counts is known.
   */
  readonly odds: Float32Array | null;
}

/** So many events of an item say as much about it in a situation as all events together do. */
const SMOOTHING = 10;
const NOTHING_KNOWN = new Int32Array(0);

/**
 * Compares the situation of a request with those of events. An own event weighs exp(Σ_f θ_f ([facet f is equal] − 1)),
 * so that those in a like situation count most; a facet that the request does not know says nothing. The scene counts
 * as one facet more. Keeps what it has found for the last request.
 */
export class SituationSignals {
  private reachedFor: WalkContext | null = null;
  private reached: SituationReach = { own: new Map(), ownCount: 0, matchedTotal: 0, odds: null };

  constructor(
    private readonly settings: SituationSettings,
    private readonly activity: ActivityIndex,
  ) {}

  /** Whether the request knows a facet that counts. */
  knows({ projection, situation = NOTHING_KNOWN }: WalkContext): boolean {
    const { facets } = projection.situations;
    const { own, people } = this.settings;
    return situation.some((value, facet) => {
      if (value < 0) return false;
      const name = facets.idOf(facet);
      return (own.get(name) ?? 0) > 0 || (people.get(name) ?? 0) > 0;
    });
  }

  of(context: WalkContext): SituationReach {
    if (this.reachedFor === context) return this.reached;
    const own = this.ownEvents(context);
    let ownCount = 0;
    let matchedTotal = 0;
    for (const { count, matched } of own.values()) {
      ownCount += count;
      matchedTotal += matched;
    }
    this.reached = { own, ownCount, matchedTotal, odds: this.oddsOf(context) };
    this.reachedFor = context;
    return this.reached;
  }

  private ownEvents(context: WalkContext): Map<number, OwnEvents> {
    const { projection, user } = context;
    const { events, userItems } = projection;
    const weights = this.matchWeights(context);
    const own = new Map<number, OwnEvents>();
    let passed = 0;
    for (let event = events.newestOf(user); event >= 0; event = events.previous[event], passed++) {
      const strength = events.strengths[event];
      const item = events.items[event];
      if (strength === 0) continue;
      const known = own.get(item);
      if (known === undefined && !userItems.has(user, item)) continue;
      const matched = strength * likeness(context, event, weights);
      if (known === undefined) own.set(item, { item, matched, count: 1, newer: passed });
      else {
        known.matched += matched;
        known.count++;
      }
    }
    return own;
  }

  /** θ of every facet that the request knows, 0 for the others; the scene's comes last. */
  private matchWeights({ projection, situation = NOTHING_KNOWN, scene }: WalkContext): Float64Array {
    const { facets } = projection.situations;
    const { own, scene: ofScene } = this.settings;
    const weights = new Float64Array(situation.length + 1);
    for (let f = 0; f < situation.length; f++) weights[f] = situation[f] < 0 ? 0 : (own.get(facets.idOf(f)) ?? 0);
    weights[situation.length] = scene < 0 ? 0 : ofScene;
    return weights;
  }

  private oddsOf({ projection, situation = NOTHING_KNOWN, nowMs }: WalkContext): Float32Array | null {
    const { facets } = projection.situations;
    let odds: Float32Array | null = null;
    for (let facet = 0; facet < situation.length; facet++) {
      const weight = situation[facet] < 0 ? 0 : (this.settings.people.get(facets.idOf(facet)) ?? 0);
      if (weight === 0) continue;
      odds ??= new Float32Array(projection.items.size);
      addOdds(
        odds,
        this.activity.withValue(facet, situation[facet], nowMs),
        this.activity.withFacet(facet, nowMs),
        weight,
      );
    }
    return odds;
  }
}

/** How alike the situation of an event is: exp(Σ_f θ_f ([match] − 1)). */
function likeness(
  { projection, situation = NOTHING_KNOWN, scene }: WalkContext,
  event: number,
  weights: Float64Array,
): number {
  const { events, situations } = projection;
  const number = events.situations[event];
  let mismatch = events.scenes[event] === scene ? 0 : weights[situation.length];
  for (let f = 0; f < situation.length; f++) {
    if (weights[f] !== 0 && situations.valueOf(number, f) !== situation[f]) mismatch += weights[f];
  }
  return mismatch === 0 ? 1 : Math.exp(-mismatch);
}

/** Adds `weight` · log(P(i | value) / P(i)), where P(i | value) leans on P(i) by SMOOTHING events of each item. */
export function addOdds(odds: Float32Array, withValue: ItemCounts, withFacet: ItemCounts, weight: number): void {
  if (withValue.total === 0 || withFacet.total === 0) return;
  const share = withValue.total / withFacet.total;
  const added = SMOOTHING * share;
  for (const [item, count] of withFacet.counts) {
    odds[item] += weight * Math.log(((withValue.counts.get(item) ?? 0) + added) / (count * share + added));
  }
}

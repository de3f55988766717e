import type { SituationSettings } from '../situation-settings.js';
import type { ActivityIndex, ItemCounts } from './activity-index.js';
import type { WalkContext } from './candidate-channel.js';

/** What a user has done with one liked item. */
export interface OwnEvents {
  readonly item: number;
  /** The events' strengths, each by how alike its situation is to that of the request. */
  matched: number;
  count: number;
  /** How many of the events happened in the very situation of the request. */
  same: number;
  /** By the facets that count most (MOST_COMPARED): how many of the events have the value of the request. */
  readonly alike: Float64Array;
  /** How many events of the user are newer than the item's newest one. */
  readonly newer: number;
}

/** What the situation of one request says. */
export interface SituationReach {
  /** The user's own events by item, the newest item first. */
  readonly own: ReadonlyMap<number, OwnEvents>;
  readonly ownCount: number;
  readonly matchedTotal: number;
  /** By the facets that count most: how many of all own events have the value of the request. */
  readonly alike: Float64Array;
  /**
   * By item Σ_f φ_f log(P(i | value of f) / P(i)): above 0 for what people take more often in such a situation. Null
   * when no facet that counts is known.
   */
  readonly odds: Float32Array | null;
}

/** So many facets are told of one by one, those that count most first. */
export const MOST_COMPARED = 4;
/** So many events of an item say as much about it in a situation as all events together do. */
const SMOOTHING = 10;
const NOTHING_KNOWN = new Int32Array(0);
const NOTHING_REACHED: SituationReach = {
  own: new Map(),
  ownCount: 0,
  matchedTotal: 0,
  alike: new Float64Array(MOST_COMPARED),
  odds: null,
};

/**
 * Compares the situation of a request with those of events. An own event weighs exp(Σ_f θ_f ([facet f is equal] − 1)),
 * so that those in a like situation count most; a facet that the request does not know says nothing. The scene counts
 * as one facet more. Keeps what it has found for the last request.
 */
export class SituationSignals {
  private reachedFor: WalkContext | null = null;
  private reached: SituationReach = NOTHING_REACHED;

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
    const alike = new Float64Array(MOST_COMPARED);
    for (const events of own.values()) {
      ownCount += events.count;
      matchedTotal += events.matched;
      for (let k = 0; k < MOST_COMPARED; k++) alike[k] += events.alike[k];
    }
    this.reached = { own, ownCount, matchedTotal, alike, odds: this.oddsOf(context) };
    this.reachedFor = context;
    return this.reached;
  }

  private ownEvents(context: WalkContext): Map<number, OwnEvents> {
    const { projection, user } = context;
    const { events, userItems } = projection;
    const comparison = this.comparisonFor(context);
    const own = new Map<number, OwnEvents>();
    let passed = 0;
    for (let event = events.newestOf(user); event >= 0; event = events.previous[event], passed++) {
      const strength = events.strengths[event];
      const item = events.items[event];
      if (strength === 0) continue;
      let known = own.get(item);
      if (known === undefined) {
        if (!userItems.has(user, item)) continue;
        known = { item, matched: 0, count: 0, same: 0, alike: new Float64Array(MOST_COMPARED), newer: passed };
        own.set(item, known);
      }
      this.add(context, comparison, event, known);
    }
    return own;
  }

  /** Adds an event, weighed by exp(−Σ_f θ_f [f differs]), to what is known of its item. */
  private add({ projection, scene }: WalkContext, comparison: Comparison, event: number, known: OwnEvents): void {
    const { events, situations } = projection;
    const { facets, values, weights, sceneWeight } = comparison;
    const number = events.situations[event];
    let difference = events.scenes[event] === scene ? 0 : sceneWeight;
    let differing = difference > 0 ? 1 : 0;
    for (let k = 0; k < facets.length; k++) {
      if (situations.valueOf(number, facets[k]) === values[k]) {
        if (k < MOST_COMPARED) known.alike[k]++;
      } else {
        difference += weights[k];
        differing++;
      }
    }
    const isSame = differing === 0 && facets.length > 0;
    known.matched += events.strengths[event] * Math.exp(-(isSame ? this.settings.same : difference));
    known.count++;
    if (isSame) known.same++;
  }

  /** The facets that the request knows, those that count most first. */
  private comparisonFor({ projection, situation = NOTHING_KNOWN, scene }: WalkContext): Comparison {
    const names = projection.situations.facets;
    const weightOf = (facet: number) => this.settings.own.get(names.idOf(facet)) ?? 0;
    const facets = Array.from(situation.keys())
      .filter((facet) => situation[facet] >= 0)
      .sort((a, b) => weightOf(b) - weightOf(a));
    return {
      facets: Int32Array.from(facets),
      values: Int32Array.from(facets, (facet) => situation[facet]),
      weights: Float64Array.from(facets, weightOf),
      sceneWeight: scene < 0 ? 0 : this.settings.scene,
    };
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

/** What the situations of events are compared with for one request; the lists run side by side. */
interface Comparison {
  readonly facets: Int32Array;
  readonly values: Int32Array;
  readonly weights: Float64Array;
  readonly sceneWeight: number;
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

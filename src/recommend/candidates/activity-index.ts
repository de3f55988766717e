import type { EventLog } from '../../graph/projection/event-log.js';
import type { Projection } from '../../graph/projection/projection.js';

const DAY_MS = 86_400_000;
/** An event of this age counts half as much as one of now. */
const HALF_LIFE_MS = 7 * DAY_MS;
/** After so many half-lives the reference time moves up, long before the numbers overflow. */
const MOST_HALF_LIVES = 200;
/** Events of deleted users and items are forgotten with the next full count. */
const RECOUNT_AFTER_MS = 600_000;

/** How often each item was taken, by item number, and how often all of them together. */
export interface ItemCounts {
  readonly counts: ReadonlyMap<number, number>;
  readonly total: number;
}

const NO_COUNTS: ItemCounts = { counts: new Map(), total: 0 };

/**
 * Counts events by item, time, scene and facets of the situation as they come: each new event costs constant time. Times decay against a
 * reference time, so that an old event never has to be touched again: 2^((t − reference) / half-life).
 */
export class ActivityIndex {
  private log: EventLog | null = null;
  private seen = 0;
  private countedAtMs = 0;
  private countedVersion = -1;
  private referenceMs = 0;
  private newestMs = 0;
  private decayed = new Float64Array(0);
  private readonly byScene = new Map<number, Map<number, number>>();
  private readonly facets: FacetCounts[] = [];

  constructor(private readonly projection: Projection) {}

  /** The decayed activity of every item relative to the newest event, by item number; valid until the next call. */
  recent(nowMs: number): Float64Array {
    this.catchUp(nowMs);
    return this.decayed;
  }

  /** How much older than the newest event the reference time is, as the factor that makes `recent` absolute. */
  get scale(): number {
    return 2 ** ((this.referenceMs - this.newestMs) / HALF_LIFE_MS);
  }

  /** The summed strengths of events in a scene, by item number. */
  inScene(scene: number, nowMs: number): ReadonlyMap<number, number> {
    this.catchUp(nowMs);
    return this.byScene.get(scene) ?? new Map();
  }

  /** Events whose situation has a value of a facet; valid until the next call. */
  withValue(facet: number, value: number, nowMs: number): ItemCounts {
    this.catchUp(nowMs);
    return this.facets[facet]?.values[value] ?? NO_COUNTS;
  }

  /** Events whose situation has any value of a facet; valid until the next call. */
  withFacet(facet: number, nowMs: number): ItemCounts {
    this.catchUp(nowMs);
    return this.facets[facet]?.all ?? NO_COUNTS;
  }

  private catchUp(nowMs: number): void {
    const { events, items, version } = this.projection;
    const isStale = version !== this.countedVersion && Math.abs(nowMs - this.countedAtMs) > RECOUNT_AFTER_MS;
    if (this.log !== events || events.length < this.seen || isStale) {
      this.log = events;
      this.seen = 0;
      this.countedAtMs = nowMs;
      this.countedVersion = version;
      this.referenceMs = 0;
      this.newestMs = 0;
      this.decayed = new Float64Array(Math.ceil(items.size * 1.2));
      this.byScene.clear();
      this.facets.length = 0;
    }
    if (this.decayed.length < items.size) {
      const grown = new Float64Array(Math.ceil(items.size * 1.5));
      grown.set(this.decayed);
      this.decayed = grown;
    }
    for (; this.seen < events.length; this.seen++) this.count(events, this.seen);
  }

  private count(events: EventLog, event: number): void {
    const strength = events.strengths[event];
    if (events.users[event] < 0 || strength === 0) return;
    const item = events.items[event];
    const scene = events.scenes[event];
    if (scene >= 0) {
      let counts = this.byScene.get(scene);
      if (counts === undefined) {
        counts = new Map();
        this.byScene.set(scene, counts);
      }
      counts.set(item, (counts.get(item) ?? 0) + strength);
    }
    if (events.situations[event] >= 0) this.countFacets(events.situations[event], item);
    const time = events.times[event];
    if (time === 0) return;
    if (time > this.newestMs) this.newestMs = time;
    if (Math.abs(time - this.referenceMs) > MOST_HALF_LIVES * HALF_LIFE_MS) {
      if (time < this.referenceMs) return;
      this.moveReference(time);
    }
    this.decayed[item] += strength * 2 ** ((time - this.referenceMs) / HALF_LIFE_MS);
  }

  private countFacets(situation: number, item: number): void {
    const { situations } = this.projection;
    for (let facet = 0; facet < situations.facets.size; facet++) {
      const value = situations.valueOf(situation, facet);
      if (value < 0) continue;
      this.facets[facet] ??= { all: new Counts(), values: [] };
      const { all, values } = this.facets[facet];
      values[value] ??= new Counts();
      all.add(item);
      values[value].add(item);
    }
  }

  private moveReference(toMs: number): void {
    const factor = 2 ** ((this.referenceMs - toMs) / HALF_LIFE_MS);
    for (let item = 0; item < this.decayed.length; item++) this.decayed[item] *= factor;
    this.referenceMs = toMs;
  }
}

interface FacetCounts {
  readonly all: Counts;
  /** By value number. */
  readonly values: Counts[];
}

class Counts implements ItemCounts {
  readonly counts = new Map<number, number>();
  total = 0;

  add(item: number): void {
    this.counts.set(item, (this.counts.get(item) ?? 0) + 1);
    this.total++;
  }
}

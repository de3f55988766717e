import type { EventLog } from '../../graph/projection/event-log.js';
import type { Projection } from '../../graph/projection/projection.js';

const DAY_MS = 86_400_000;
/** An event of this age counts half as much as one of now. */
const HALF_LIFE_MS = 7 * DAY_MS;
/** After so many half-lives the reference time moves up, long before the numbers overflow. */
const MOST_HALF_LIVES = 200;
/** Events of deleted users and items are forgotten with the next full count. */
const RECOUNT_AFTER_MS = 600_000;

/**
 * Counts events by item, time and scene as they come: each new event costs constant time. Times decay against a
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
    const time = events.times[event];
    if (time === 0) return;
    if (time > this.newestMs) this.newestMs = time;
    if (Math.abs(time - this.referenceMs) > MOST_HALF_LIVES * HALF_LIFE_MS) {
      if (time < this.referenceMs) return;
      this.moveReference(time);
    }
    this.decayed[item] += strength * 2 ** ((time - this.referenceMs) / HALF_LIFE_MS);
  }

  private moveReference(toMs: number): void {
    const factor = 2 ** ((this.referenceMs - toMs) / HALF_LIFE_MS);
    for (let item = 0; item < this.decayed.length; item++) this.decayed[item] *= factor;
    this.referenceMs = toMs;
  }
}

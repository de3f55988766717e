import type { ItemFacts, Projection } from '../../graph/projection/projection.js';
import type { CandidateChannel, ScoreVector, WalkContext, WalkedPath } from './candidate-channel.js';
import { domainNode, itemNode, step } from './path-nodes.js';

const DAY_MS = 86_400_000;
/** An item of this age counts half as much as one that came now. */
const HALF_AGE_DAYS = 30;
/** What came more than a year ago may score, but is not called new. */
const LEAST_NEWNESS = 1 / (1 + 366 / HALF_AGE_DAYS);

/**
 * What came last: s(j) = 1 / (1 + age / 30 days), by the time it was added or else by its year. The hyperbola never
 * reaches 0, so a catalogue that has stood still for years still has an order.
 */
export class NewestChannel implements CandidateChannel {
  readonly name = 'newest';
  private projection: Projection | null = null;
  private version = -1;
  private sinceMs = new Float64Array(0);

  score({ projection, nowMs }: WalkContext, into: ScoreVector): void {
    const sinceMs = this.known(projection);
    const count = Math.min(into.length, sinceMs.length);
    for (let item = 0; item < count; item++) if (sinceMs[item] !== 0) into[item] = newness(sinceMs[item], nowMs);
  }

  paths(context: WalkContext, item: number): WalkedPath[] {
    const { projection } = context;
    const domain = projection.itemFacts[item]?.domain ?? -1;
    const sinceMs = this.known(projection)[item] ?? 0;
    const part = sinceMs === 0 ? 0 : newness(sinceMs, context.nowMs);
    if (domain < 0 || part < LEAST_NEWNESS) return [];
    const inDomain = step(domainNode(projection, domain), 'IN_DOMAIN', false, itemNode(projection, item));
    return [{ part, steps: [inDomain] }];
  }

  /** When each item came, kept until the projection changes; 0 when unknown. */
  private known(projection: Projection): Float64Array {
    if (this.projection !== projection || this.version !== projection.version) {
      this.sinceMs = Float64Array.from(projection.itemFacts, sinceOf);
      this.projection = projection;
      this.version = projection.version;
    }
    return this.sinceMs;
  }
}

function newness(sinceMs: number, nowMs: number): number {
  return 1 / (1 + Math.max(0, nowMs - sinceMs) / (HALF_AGE_DAYS * DAY_MS));
}

function sinceOf(facts: ItemFacts | undefined): number {
  if (facts === undefined) return 0;
  if (facts.addedAt > 0) return facts.addedAt;
  // A year to the day, without a Date for every item; leap days do not matter here.
  return facts.year === null ? 0 : (facts.year - 1970) * 365.2425 * DAY_MS;
}

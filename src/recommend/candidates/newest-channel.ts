import type { Projection } from '../../graph/projection/projection.js';
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

  score({ projection, nowMs }: WalkContext, into: ScoreVector): void {
    const count = Math.min(into.length, projection.itemFacts.length);
    for (let item = 0; item < count; item++) into[item] = newness(projection, item, nowMs);
  }

  paths(context: WalkContext, item: number): WalkedPath[] {
    const { projection } = context;
    const domain = projection.itemFacts[item]?.domain ?? -1;
    const part = newness(projection, item, context.nowMs);
    if (domain < 0 || part < LEAST_NEWNESS) return [];
    const inDomain = step(domainNode(projection, domain), 'IN_DOMAIN', false, itemNode(projection, item));
    return [{ part, steps: [inDomain] }];
  }
}

function newness(projection: Projection, item: number, nowMs: number): number {
  const facts = projection.itemFacts[item];
  if (facts === undefined || (facts.addedAt === 0 && facts.year === null)) return 0;
  const sinceMs = facts.addedAt > 0 ? facts.addedAt : yearStartMs(facts.year ?? 0);
  return 1 / (1 + Math.max(0, nowMs - sinceMs) / (HALF_AGE_DAYS * DAY_MS));
}

/** The start of a year to the day, without a Date for every item; leap days do not matter here. */
function yearStartMs(year: number): number {
  return (year - 1970) * 365.2425 * DAY_MS;
}

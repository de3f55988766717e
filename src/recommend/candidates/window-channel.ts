import type { CandidateChannel, ScoreVector, WalkContext, WalkedPath } from './candidate-channel.js';
import { peopleStep } from './path-nodes.js';

const DAY_MS = 86_400_000;
const HALF_LIFE_MS = 7 * DAY_MS;

/**
 * Activity counted over all events at the time of the call: within a window, or decaying with a half-life of seven
 * days; only events of the context's scene when there is one. An event without a time counts as a very old one. It
 * reads every event, which TrendingChannel avoids; it serves questions about a window, not recommendations.
 */
export class WindowChannel implements CandidateChannel {
  readonly name = 'trending';

  private scoredFor: WalkContext | null = null;
  private scored: ScoreVector = new Float32Array(0);

  constructor(private readonly windowMs: number | null) {}

  score(context: WalkContext, into: ScoreVector): void {
    const { projection, scene, nowMs } = context;
    this.scoredFor = context;
    this.scored = into;
    const { events } = projection;
    const sinceMs = this.windowMs === null ? Number.NEGATIVE_INFINITY : nowMs - this.windowMs;
    const newestMs = this.windowMs === null ? newestTime(projection.events) : 0;
    for (let event = 0; event < events.length; event++) {
      const time = events.times[event];
      if (events.users[event] < 0 || time < sinceMs) continue;
      if (scene >= 0 && events.scenes[event] !== scene) continue;
      const decay = this.windowMs === null ? 1 / (1 + (newestMs - time) / HALF_LIFE_MS) : 1;
      into[events.items[event]] += events.strengths[event] * decay;
    }
  }

  paths(context: WalkContext, item: number): WalkedPath[] {
    const { projection, user } = context;
    if (this.scoredFor !== context) this.score(context, new Float32Array(projection.items.size));
    const part = this.scored[item];
    const steps = peopleStep(projection, user, item);
    return steps.length === 0 || !(part > 0) ? [] : [{ part, steps }];
  }
}

function newestTime(events: { readonly length: number; readonly times: Float64Array }): number {
  let newest = 0;
  for (let event = 0; event < events.length; event++) if (events.times[event] > newest) newest = events.times[event];
  return newest;
}

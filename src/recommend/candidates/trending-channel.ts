import type { ActivityIndex } from './activity-index.js';
import type { CandidateChannel, ScoreVector, WalkContext, WalkedPath } from './candidate-channel.js';
import { peopleStep } from './path-nodes.js';

/** What people have taken lately: s(j) = Σ_events strength · 2^(−age / 7 days), the age counted from the newest event. */
export class TrendingChannel implements CandidateChannel {
  readonly name = 'trending';

  constructor(private readonly activity: ActivityIndex) {}

  score({ nowMs }: WalkContext, into: ScoreVector): void {
    const recent = this.activity.recent(nowMs);
    const { scale } = this.activity;
    for (let item = 0; item < into.length; item++) into[item] = recent[item] * scale;
  }

  paths({ projection, user, nowMs }: WalkContext, item: number): WalkedPath[] {
    const part = Math.fround(this.activity.recent(nowMs)[item] * this.activity.scale);
    const steps = peopleStep(projection, user, item);
    return steps.length === 0 || !(part > 0) ? [] : [{ part, steps }];
  }
}

import type { ActivityIndex } from './activity-index.js';
import type { CandidateChannel, ScoreVector, WalkContext, WalkedPath } from './candidate-channel.js';
import { itemNode, peopleNode, step } from './path-nodes.js';

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
    const part = this.activity.recent(nowMs)[item] * this.activity.scale;
    const degree = projection.itemUsers.degree(item);
    const others = user >= 0 && projection.userItems.has(user, item) ? degree - 1 : degree;
    if (others <= 0 || !(Math.fround(part) > 0)) return [];
    return [
      { part: Math.fround(part), steps: [step(peopleNode(others), 'INTERACTED', true, itemNode(projection, item))] },
    ];
  }
}

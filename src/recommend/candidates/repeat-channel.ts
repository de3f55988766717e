import type { CandidateChannel, ScoreVector, WalkContext, WalkedPath } from './candidate-channel.js';
import { likedStep } from './path-nodes.js';
import type { SituationSignals } from './situation-signals.js';

/**
 * What the user has taken before and may take again, as apps and songs are: own events, each counted by how alike its
 * situation is. Speaks only when the request allows what the user has had.
 */
export class RepeatChannel implements CandidateChannel {
  readonly name = 'repeat';

  constructor(private readonly signals: SituationSignals) {}

  score(context: WalkContext, into: ScoreVector): void {
    if (!context.includesSeen) return;
    for (const { item, matched } of this.signals.of(context).own.values()) into[item] = matched;
  }

  paths(context: WalkContext, item: number): WalkedPath[] {
    if (!context.includesSeen) return [];
    const own = this.signals.of(context).own.get(item);
    return own === undefined ? [] : [{ part: own.matched, steps: likedStep(context.projection, context.user, item) }];
  }
}

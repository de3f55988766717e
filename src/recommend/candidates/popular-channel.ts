import type { CandidateChannel, ScoreVector, WalkContext, WalkedPath } from './candidate-channel.js';
import { peopleStep } from './path-nodes.js';

/** What most people like: s(j) = the number of users who like the item. */
export class PopularChannel implements CandidateChannel {
  readonly name = 'popular';

  score({ projection }: WalkContext, into: ScoreVector): void {
    const { itemUsers } = projection;
    const count = Math.min(into.length, itemUsers.rowCount);
    for (let item = 0; item < count; item++) into[item] = itemUsers.ends[item] - itemUsers.starts[item];
  }

  paths({ projection, user }: WalkContext, item: number): WalkedPath[] {
    const steps = peopleStep(projection, user, item);
    return steps.length === 0 ? [] : [{ part: projection.itemUsers.degree(item), steps }];
  }
}

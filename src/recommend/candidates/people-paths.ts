import type { WalkContext, WalkedPath } from './candidate-channel.js';
import { itemNode, likedStep, peopleNode, step } from './path-nodes.js';
import { topParts } from './top-parts.js';
import { UserSets } from './user-sets.js';

/**
 * Paths liked item <- people -> item for the channels that walk through other users. The people are only counted,
 * on the projection as it is now, so a path that nobody walks any more is left out. Several channels share one
 * instance, because they ask for the same pairs.
 */
export class PeoplePaths {
  private readonly userSets = new UserSets();

  /** The strongest paths; `parts` holds what each place of the history earned. */
  find(context: WalkContext, item: number, parts: ArrayLike<number>, limit: number): WalkedPath[] {
    const { projection, history, user } = context;
    const paths: WalkedPath[] = [];
    for (const place of topParts(parts, history.length, limit)) {
      const liked = history.items[place];
      const count = liked === item ? 0 : this.userSets.countOfBoth(projection, item, liked, user);
      if (count === 0) continue;
      const people = peopleNode(count);
      paths.push({
        part: parts[place],
        steps: [
          ...likedStep(projection, user, liked),
          step(itemNode(projection, liked), 'INTERACTED', false, people),
          step(people, 'INTERACTED', true, itemNode(projection, item)),
        ],
      });
    }
    return paths;
  }
}

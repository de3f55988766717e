import type { WalkContext, WalkedPath } from './candidate-channel.js';
import { itemNode, likedStep, peopleNode, step } from './path-nodes.js';
import { topParts } from './top-parts.js';

/**
 * Paths liked item <- people -> item for the channels that walk through other users. The people are only counted,
 * on the projection as it is now, so a path that nobody walks any more is left out.
 */
export class PeoplePaths {
  private stamps = new Int32Array(0);
  private stamp = 0;

  /** The strongest paths; `parts` holds what each place of the history earned. */
  find(context: WalkContext, item: number, parts: ArrayLike<number>, limit: number): WalkedPath[] {
    const { projection, history, user } = context;
    const places = topParts(parts, history.length, limit);
    if (places.length === 0) return [];
    this.markUsersOf(context, item);
    const paths: WalkedPath[] = [];
    for (const place of places) {
      const liked = history.items[place];
      const count = this.countMarked(context, liked);
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

  private markUsersOf({ projection, user }: WalkContext, item: number): void {
    const { itemUsers, users } = projection;
    if (this.stamps.length < users.size) {
      this.stamps = new Int32Array(Math.ceil(users.size * 1.2));
      this.stamp = 0;
    }
    this.stamp++;
    if (item >= itemUsers.rowCount) return;
    for (let k = itemUsers.starts[item]; k < itemUsers.ends[item]; k++) this.stamps[itemUsers.targets[k]] = this.stamp;
    if (user >= 0) this.stamps[user] = 0;
  }

  private countMarked({ projection }: WalkContext, item: number): number {
    const { itemUsers } = projection;
    if (item >= itemUsers.rowCount) return 0;
    let count = 0;
    for (let k = itemUsers.starts[item]; k < itemUsers.ends[item]; k++) {
      if (this.stamps[itemUsers.targets[k]] === this.stamp) count++;
    }
    return count;
  }
}

import type { WalkContext, WalkedPath } from './candidate-channel.js';
import { itemNode, lazyPeopleNode, likedStep, step } from './path-nodes.js';
import { topParts } from './top-parts.js';

/**
 * Paths liked item <- people -> item for the channels that walk through other users. The people are only counted,
 * on the projection as it is now, so a path that nobody walks any more is left out. Several channels share one
 * instance, because they ask for the same pairs. Hot loops on typed arrays.
 */
export class PeoplePaths {
  /** 1 for the users of the marked item; adding them up takes no branch, which would be guessed wrong half of the time. */
  private marks = new Uint8Array(0);
  private marked = new Int32Array(0);
  private markedFor: WalkContext | null = null;
  private markedItem = -1;
  private readonly counts = new Map<number, number>();

  /** The strongest paths; `parts` holds what each place of the history earned. */
  find(context: WalkContext, item: number, parts: ArrayLike<number>, limit: number): WalkedPath[] {
    const { projection, history, user } = context;
    const paths: WalkedPath[] = [];
    for (const place of topParts(parts, history.length, limit)) {
      const liked = history.items[place];
      if (liked === item || !this.isShared(context, item, liked)) continue;
      const people = lazyPeopleNode(() => this.countBoth(context, item, liked));
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

  /** How many people other than the user like both items. */
  private countBoth(context: WalkContext, item: number, liked: number): number {
    if (this.markedFor !== context || this.markedItem !== item) this.markUsersOf(context, item);
    const known = this.counts.get(liked);
    if (known !== undefined) return known;
    const { itemUsers } = context.projection;
    const { marks } = this;
    let count = 0;
    if (liked < itemUsers.rowCount) {
      const { targets } = itemUsers;
      const end = itemUsers.ends[liked];
      for (let k = itemUsers.starts[liked]; k < end; k++) count += marks[targets[k]];
    }
    this.counts.set(liked, count);
    return count;
  }

  /** True when at least one other person likes both; the first one found will do. */
  private isShared(context: WalkContext, item: number, liked: number): boolean {
    if (this.markedFor !== context || this.markedItem !== item) this.markUsersOf(context, item);
    const { itemUsers } = context.projection;
    const { marks } = this;
    if (liked >= itemUsers.rowCount) return false;
    const { targets } = itemUsers;
    const end = itemUsers.ends[liked];
    for (let k = itemUsers.starts[liked]; k < end; k++) if (marks[targets[k]] === 1) return true;
    return false;
  }

  private markUsersOf(context: WalkContext, item: number): void {
    const { itemUsers, users } = context.projection;
    this.writeMarks(0);
    if (this.marks.length < users.size) this.marks = new Uint8Array(Math.ceil(users.size * 1.2));
    const isKnown = item < itemUsers.rowCount;
    this.marked = isKnown ? itemUsers.targets.slice(itemUsers.starts[item], itemUsers.ends[item]) : new Int32Array(0);
    this.writeMarks(1);
    if (context.user >= 0) this.marks[context.user] = 0;
    this.markedFor = context;
    this.markedItem = item;
    this.counts.clear();
  }

  private writeMarks(value: number): void {
    const { marks, marked } = this;
    for (let n = 0; n < marked.length; n++) marks[marked[n]] = value;
  }
}

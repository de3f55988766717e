import type { ChannelName } from '../../domain/explanation.js';
import type { Projection } from '../../graph/projection/projection.js';
import type { CandidateChannel, WalkContext } from './candidate-channel.js';
import type { CandidateSet } from './candidate-set.js';
import type { ItemGroups } from './item-groups.js';
import { ScoreOrder } from './order-by-score.js';

/** Channels that say nothing about this user fill up at most so many places once the user has a history. */
const IMPERSONAL_CHANNELS: ReadonlySet<ChannelName> = new Set<ChannelName>(['trending', 'newest', 'popular']);
const MOST_IMPERSONAL = 40;
/** No channel offers more than this share of the places. */
const CHANNEL_SHARE = 0.4;

/**
 * Runs every channel over the whole catalogue and unites their best items. Channels and domains take turns, so that
 * each brings its best, and a domain that the user has never touched is not crowded out by a familiar one.
 */
export class CandidateGatherer {
  private order = new ScoreOrder(0);
  private live = new Int8Array(0);
  private liveVersion = -1;
  private buffers: Float32Array[] = [];

  constructor(
    private readonly projection: Projection,
    readonly channels: readonly CandidateChannel[],
  ) {}

  /** At most `limit` candidates, and after them the items of `also` that are not among them. */
  gather(context: WalkContext, itemGroups: ItemGroups, limit: number, also: readonly number[] = []): CandidateSet {
    const buffers = this.clearedBuffers();
    for (const [c, channel] of this.channels.entries()) channel.score(context, buffers[c]);
    const lists = this.listsOf(context, buffers, itemGroups, limit);
    const taken = this.takeTurns(lists, limit);
    this.fillUp(taken, itemGroups, limit);
    for (const item of also) taken.add(item);
    const items = Int32Array.from(taken);
    const scores = new Float32Array(this.channels.length * items.length);
    for (let c = 0, at = 0; c < buffers.length; c++) {
      const buffer = buffers[c];
      for (let k = 0; k < items.length; k++) scores[at++] = buffer[items[k]];
    }
    return { items, scores };
  }

  private listsOf(
    context: WalkContext,
    buffers: readonly Float32Array[],
    { groups, groupCount }: ItemGroups,
    limit: number,
  ): Int32Array[] {
    const most = Math.max(1, Math.ceil((limit * CHANNEL_SHARE) / groupCount));
    const mostImpersonal = context.history.length > 0 ? Math.ceil(MOST_IMPERSONAL / groupCount) : most;
    const lists: Int32Array[] = [];
    this.channels.forEach((channel, c) => {
      const wanted = IMPERSONAL_CHANNELS.has(channel.name) ? Math.min(most, mostImpersonal) : most;
      for (let group = 0; group < groupCount; group++) {
        lists.push(this.order.bestOf(buffers[c], groups, group, wanted));
      }
    });
    return lists;
  }

  private takeTurns(lists: readonly Int32Array[], limit: number): Set<number> {
    const taken = new Set<number>();
    const longest = lists.reduce((most, list) => Math.max(most, list.length), 0);
    for (let rank = 0; rank < longest && taken.size < limit; rank++) {
      for (const list of lists) {
        if (rank >= list.length || taken.size >= limit) continue;
        // Fitted rows may still name an item that has been deleted since.
        if (!taken.has(list[rank]) && this.isLive(list[rank])) taken.add(list[rank]);
      }
    }
    return taken;
  }

  /** Items that no channel has a word for stand in where there is room: an answer about them beats none. */
  private fillUp(taken: Set<number>, { groups, groupCount }: ItemGroups, limit: number): void {
    const left = new Int32Array(groupCount).fill(Math.ceil(Math.max(0, limit - taken.size) / groupCount));
    for (let item = 0; item < groups.length && taken.size < limit; item++) {
      const group = groups[item];
      if (group < 0 || left[group] === 0 || taken.has(item) || !this.isLive(item)) continue;
      taken.add(item);
      left[group]--;
    }
  }

  /** Whether the item still exists; remembered until the projection changes, because each look-up is one by text. */
  private isLive(item: number): boolean {
    const { version, items } = this.projection;
    if (this.liveVersion !== version || this.live.length < items.size) {
      this.live = new Int8Array(items.size);
      this.liveVersion = version;
    }
    if (this.live[item] === 0) this.live[item] = this.projection.isLive(item) ? 1 : -1;
    return this.live[item] === 1;
  }

  private clearedBuffers(): Float32Array[] {
    const itemCount = this.projection.items.size;
    if (this.buffers.length === 0 || this.buffers[0].length !== itemCount) {
      this.buffers = this.channels.map(() => new Float32Array(itemCount));
      this.order = new ScoreOrder(itemCount);
    } else {
      for (const buffer of this.buffers) buffer.fill(0);
    }
    return this.buffers;
  }
}

import { newestSequence } from '../change-feed.js';
import type { Change, ChangeCursor } from '../changes.js';
import type { KnowledgeGraph } from '../knowledge-graph.js';

const PAGE_CHANGES = 500;

/** What the watch tells of: changes of others, or everything when it is asked for the first time. */
export type ForeignChanges = readonly Pick<Change, 'kind' | 'ids'>[];

const EVERYTHING: ForeignChanges = [{ kind: 'bulk', ids: [] }];

/** Follows the change feed for a writer, so that nothing that it remembers outlives its truth. */
export class FeedWatch {
  private cursor: ChangeCursor | null = null;

  constructor(
    private readonly graph: KnowledgeGraph,
    private readonly isOwn: (change: Change) => boolean,
    private readonly heard: (changes: ForeignChanges) => Promise<void>,
  ) {}

  /** Reads to the end of the feed, tells of what others have done since the last time, and resolves with the end. */
  async look(): Promise<ChangeCursor> {
    if (this.cursor === null) {
      const newest = await newestSequence(this.graph);
      await this.heard(EVERYTHING);
      this.cursor = newest;
      return newest;
    }
    for (;;) {
      const { changes, cursor } = await this.graph.changesSince(this.cursor, PAGE_CHANGES);
      const foreign = changes.filter((change) => !this.isOwn(change));
      if (foreign.length > 0) await this.heard(foreign);
      this.cursor = cursor;
      if (changes.length < PAGE_CHANGES) return cursor;
    }
  }
}

import type { EntityRecord } from '../../domain/records.js';
import { newestSequence } from '../../graph/change-feed.js';
import type { Change, ChangeCursor } from '../../graph/changes.js';
import type { GraphReader } from '../../graph/graph-reader.js';
import type { CallOptions, KnowledgeGraph } from '../../graph/knowledge-graph.js';
import { addEntity, type GraphNames, readGraphNames } from './graph-names.js';

const CHANGES_PER_PAGE = 500;
/** Where more entities have changed, reading everything again takes no longer. */
const MOST_READ_SINGLY = 2_000;

/**
 * The names of a graph, read once and kept current by its change feed: an entity that has come is added, and everything
 * is read again only after what cannot be taken back from a tree of words, such as a label that has changed. Calls must
 * not overlap, because they change the names that earlier ones have given.
 */
export class CurrentNames {
  private names: GraphNames | null = null;
  private cursor: ChangeCursor = 0;

  constructor(
    private readonly graph: KnowledgeGraph,
    private readonly reader: GraphReader,
  ) {}

  /** The names that the graph has now. */
  async read(options?: CallOptions): Promise<GraphNames> {
    if (this.names !== null && (await this.isBroughtUpToDate(this.names, options))) return this.names;
    // Before the names, so that what is written meanwhile is looked at again and not lost.
    const newest = await newestSequence(this.graph, options);
    this.names = null;
    this.names = await readGraphNames(this.graph, this.reader, options);
    this.cursor = newest;
    return this.names;
  }

  /** Takes in what has changed since the last call; false when that takes reading everything. */
  private async isBroughtUpToDate(names: GraphNames, options: CallOptions | undefined): Promise<boolean> {
    for (;;) {
      const { changes, cursor } = await this.graph.changesSince(this.cursor, CHANGES_PER_PAGE, options);
      if (changes.some(isAboutScenesOrAnything)) return false;
      const ids = new Set(changes.flatMap(({ ids: refs }) => refs.flatMap(entityIdOf)));
      if (!(await this.areTakenIn(names, [...ids], options))) return false;
      this.cursor = cursor;
      if (changes.length < CHANGES_PER_PAGE) return true;
    }
  }

  private async areTakenIn(
    names: GraphNames,
    ids: readonly string[],
    options: CallOptions | undefined,
  ): Promise<boolean> {
    if (ids.length === 0) return true;
    if (ids.length > MOST_READ_SINGLY) return false;
    const now = await this.reader.entities(ids, options);
    for (const id of ids) {
      const [before, after] = [names.entities.get(id), now.get(id)];
      if (before === undefined && after !== undefined) addEntity(names, after);
      else if (before !== undefined && (after === undefined || !hasSameNames(before, after))) return false;
    }
    return true;
  }
}

function isAboutScenesOrAnything({ kind, ids }: Change): boolean {
  return kind === 'bulk' || ids.some((ref) => ref.startsWith('Scene/'));
}

function entityIdOf(ref: string): string[] {
  return ref.startsWith('Entity/') ? [ref.slice('Entity/'.length)] : [];
}

function hasSameNames(a: EntityRecord, b: EntityRecord): boolean {
  return a.kind === b.kind && a.label === b.label && a.labelZh === b.labelZh;
}

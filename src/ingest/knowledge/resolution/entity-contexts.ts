import type { GraphReader } from '../../../graph/graph-reader.js';
import type { JoinedTypes } from '../../../graph/joined-types.js';
import type { CallOptions } from '../../../graph/knowledge-graph.js';
import { EDGE_SOURCES } from '../documents/claim.js';

/** What a graph says of an entity besides its name. */
export interface EntityContext {
  /** What it is joined with, and how, in words. */
  readonly text: string;
  /** The same as marks of who says it, for what a catalogue or a person says. */
  readonly listed: ReadonlySet<string>;
}

/** More says little new, and a genre has thousands of items. */
const MOST_EDGES = 20;
const ENTITIES_PER_READ = 500;
/** Enough of a description to know what the item is about. */
const DESCRIPTION_CHARACTERS = 200;
const NAMING: readonly JoinedTypes[] = [
  ['Item', 'Entity'],
  ['Entity', 'Entity'],
];
const NAMED: readonly JoinedTypes[] = [
  ['Entity', 'Item'],
  ['Entity', 'Entity'],
];

interface Edge {
  readonly relation: string;
  readonly otherType: string;
  readonly otherId: string;
  readonly label: string | null;
  readonly source: string | null;
}

/** Reads what entities are joined with; an entity that nothing is known of has an empty text. */
export async function entityContexts(
  reader: GraphReader,
  ids: readonly string[],
  options?: CallOptions,
): Promise<Map<string, EntityContext>> {
  const contexts = new Map<string, EntityContext>();
  for (let at = 0; at < ids.length; at += ENTITIES_PER_READ) {
    const part = ids.slice(at, at + ENTITIES_PER_READ);
    const edges = await edgesOf(reader, part, options);
    const itemIds = [...edges.values()].flat().flatMap((edge) => (edge.otherType === 'Item' ? [edge.otherId] : []));
    const items = await reader.items(itemIds, options);
    for (const id of part) {
      const own = edges.get(id) ?? [];
      const said = own.map(({ relation, otherType, otherId, label }) => {
        const description = otherType === 'Item' ? (items.get(otherId)?.description ?? '') : '';
        return `${inWords(relation)} ${label ?? ''}. ${description.slice(0, DESCRIPTION_CHARACTERS)}`;
      });
      const listed = own.filter(({ source }) => source !== null && !EDGE_SOURCES.includes(source));
      contexts.set(id, {
        text: said.join('\n'),
        listed: new Set(listed.map(({ relation, otherId, source }) => JSON.stringify([relation, otherId, source]))),
      });
    }
  }
  return contexts;
}

async function edgesOf(
  reader: GraphReader,
  ids: readonly string[],
  options: CallOptions | undefined,
): Promise<Map<string, Edge[]>> {
  const all = new Map<string, Edge[]>();
  const add = (found: ReadonlyMap<string, readonly Edge[]>): void => {
    for (const [id, edges] of found) all.set(id, [...(all.get(id) ?? []), ...edges]);
  };
  for (const ends of NAMING) add(await reader.edgesTo(ends, ids, MOST_EDGES, options));
  for (const ends of NAMED) add(await reader.edgesFrom(ends, ids, MOST_EDGES, options));
  return all;
}

function inWords(relation: string): string {
  return relation.toLowerCase().replaceAll('_', ' ');
}

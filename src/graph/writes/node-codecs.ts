import type { NodeType } from '../../domain/nodes.js';
import type { DomainRecord, EntityRecord, ItemRecord, SceneRecord, UserRecord } from '../../domain/records.js';
import type { CallOptions, KnowledgeGraph, Row } from '../knowledge-graph.js';
import {
  attributeProblem,
  domainProperties,
  entityProperties,
  ITEM_PROPERTY_NAMES,
  itemProperties,
  sceneProperties,
  USER_PROPERTY_NAMES,
  userProperties,
} from '../records/node-properties.js';
import type { StoredProperties } from '../records/stored-properties.js';
import { idProblem, type NodeCodec, storedProperties } from './plan-nodes.js';

function plainCodec<T extends { readonly id: string }>(
  type: NodeType,
  properties: (record: T) => StoredProperties,
  problem: (record: T) => string | null,
): NodeCodec<T> {
  return {
    type,
    properties,
    problem,
    content: properties,
    storedContents: (graph, ids) => storedProperties(graph, type, ids),
  };
}

const labelProblem = (record: { readonly label: string }): string | null =>
  record.label === '' ? 'the label is empty' : null;

export const DOMAIN_CODEC: NodeCodec<DomainRecord> = plainCodec('Domain', domainProperties, labelProblem);
export const SCENE_CODEC: NodeCodec<SceneRecord> = plainCodec('Scene', sceneProperties, labelProblem);
export const ENTITY_CODEC: NodeCodec<EntityRecord> = plainCodec('Entity', entityProperties, labelProblem);
export const USER_CODEC: NodeCodec<UserRecord> = plainCodec('User', userProperties, (user) =>
  attributeProblem(user.attributes, USER_PROPERTY_NAMES),
);

/** An item's domain is an edge in the store, and part of what the record says. */
export const ITEM_CODEC: NodeCodec<ItemRecord> = {
  type: 'Item',
  properties: itemProperties,
  content: (item) => ({ ...itemProperties(item), domain: item.domain }),
  problem: itemProblem,
  storedContents: async (graph, ids) => {
    const [properties, domains] = await Promise.all([storedProperties(graph, 'Item', ids), storedDomains(graph, ids)]);
    for (const [id, content] of properties) {
      const domain = domains.get(id);
      if (domain !== undefined) properties.set(id, { ...content, domain });
    }
    return properties;
  },
};

/** The domain of each item that has one. */
export async function storedDomains(
  graph: KnowledgeGraph,
  ids: readonly string[],
  options?: CallOptions,
): Promise<Map<string, string>> {
  const rows = await graph.read<Row & { readonly id: string; readonly domain: string }>(
    { key: 'items/find-domains', parameters: { ids } },
    options,
  );
  return new Map(rows.map((row) => [row.id, row.domain]));
}

function itemProblem(item: ItemRecord): string | null {
  if (item.title === '') return 'the title is empty';
  if (idProblem(item.domain) !== null) return 'the domain is empty or too long';
  if (item.year !== null && !Number.isSafeInteger(item.year)) return 'the year is not a whole number';
  if (item.addedAt !== null && !Number.isSafeInteger(item.addedAt)) return 'addedAt is not a time in milliseconds';
  return attributeProblem(item.attributes, ITEM_PROPERTY_NAMES);
}

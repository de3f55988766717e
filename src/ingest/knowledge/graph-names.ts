import type { EntityRecord } from '../../domain/records.js';
import type { GraphReader } from '../../graph/graph-reader.js';
import type { CallOptions, KnowledgeGraph, Row } from '../../graph/knowledge-graph.js';
import { entityFromProperties } from '../../graph/records/node-properties.js';
import type { UnknownProperties } from '../../graph/records/stored-properties.js';
import { Gazetteer } from './gazetteer/gazetteer.js';
import { readMerges, survivors } from './resolution/entity-merger.js';
import { EntityResolver } from './resolution/entity-resolver.js';

/** The names that a graph knows: to find them in texts, and to find the nodes that names mean. */
export interface GraphNames {
  readonly gazetteer: Gazetteer;
  readonly resolver: EntityResolver;
  /** The entities that the names were taken from, by id. */
  readonly entities: Map<string, EntityRecord>;
}

const ENTITIES_PER_PAGE = 1_000;

/** Reads all entities and scenes of a graph. */
export async function readGraphNames(
  graph: KnowledgeGraph,
  reader: GraphReader,
  options?: CallOptions,
): Promise<GraphNames> {
  const names: GraphNames = { gazetteer: new Gazetteer(), resolver: new EntityResolver(), entities: new Map() };
  const { gazetteer, resolver } = names;
  const call = { key: 'nodes/page-nodes', subjectType: 'Entity' } as const;
  const pages = graph.pages<Row & { readonly cursor: string; readonly properties: UnknownProperties }>(
    call,
    ENTITIES_PER_PAGE,
    options,
  );
  for await (const page of pages) {
    for (const { properties } of page) addEntity(names, entityFromProperties(properties));
  }
  const merges = await readMerges(graph, options);
  const lasting = survivors(merges);
  for (const { entity } of merges) {
    const id = lasting.get(entity.id) ?? entity.id;
    for (const name of [entity.label, entity.labelZh]) {
      if (name === null) continue;
      resolver.alias(entity.kind, name, id);
      gazetteer.add(name, { id, kind: entity.kind, label: entity.label });
    }
  }
  for (const scene of await reader.scenes(options)) {
    resolver.addScene(scene);
    const name = { id: scene.id, kind: 'scene', label: scene.label };
    for (const alias of [scene.label, scene.labelZh, ...scene.phrases]) gazetteer.add(alias, name);
  }
  return names;
}

/** Takes in an entity that has come to the graph. */
export function addEntity({ gazetteer, resolver, entities }: GraphNames, entity: EntityRecord): void {
  const { id, kind, label, labelZh } = entity;
  entities.set(id, entity);
  resolver.add(entity);
  gazetteer.add(label, { id, kind, label });
  if (labelZh !== null) gazetteer.add(labelZh, { id, kind, label });
}

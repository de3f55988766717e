import type { NodeType } from '../../domain/nodes.js';
import type { Ontology } from '../../domain/ontology.js';
import { RELATION_ENDS } from '../joined-types.js';
import type { CallOptions, KnowledgeGraph, Row } from '../knowledge-graph.js';
import { renewOntology } from '../load-ontology.js';
import {
  domainFromProperties,
  entityFromProperties,
  itemFromProperties,
  sceneFromProperties,
} from '../records/node-properties.js';
import { addDomain, addEntity, addItem, addScene } from './add-nodes.js';
import { collectEvents } from './collect-events.js';
import { edgeStrength } from './edge-strength.js';
import { EntryList } from './entry-list.js';
import { GrowingCsr } from './growing-csr.js';
import { idChunks, readAhead } from './id-chunks.js';
import { Projection } from './projection.js';

/** What a build needs besides the graph: the ontology, and the limits of each single read. */
export interface BuildOptions extends CallOptions {
  readonly ontology: Ontology;
}

interface NodeRow extends Row {
  readonly cursor: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

interface RelationRow extends Row {
  readonly subject: string;
  readonly relation: string;
  readonly objects: readonly string[];
  readonly weights: readonly number[];
}

const PAGE_ROWS = 2_000;

/** Reads the whole graph into a projection, a page at a time, so that no result holds more than a page. */
export async function buildProjection(graph: KnowledgeGraph, options: BuildOptions): Promise<Projection> {
  const projection = new Projection();
  for await (const row of nodes(graph, 'Domain', options)) addDomain(projection, domainFromProperties(row.properties));
  for await (const row of nodes(graph, 'Scene', options)) addScene(projection, sceneFromProperties(row.properties));
  for await (const row of nodes(graph, 'Entity', options)) addEntity(projection, entityFromProperties(row.properties));
  const domains = await itemDomains(graph, options);
  for await (const row of nodes(graph, 'Item', options)) {
    addItem(projection, itemFromProperties(row.properties, domains.get(row.cursor) ?? ''));
  }
  for await (const page of graph.pages<NodeRow>({ key: 'nodes/page-ids', subjectType: 'User' }, PAGE_ROWS, options)) {
    for (const row of page) projection.users.add(row.cursor);
  }
  await collectEvents(graph, projection, options);
  for (const [subjectType, objectType] of RELATION_ENDS)
    await addLayers(graph, projection, subjectType, objectType, options);
  return projection;
}

async function* nodes(graph: KnowledgeGraph, subjectType: NodeType, options: BuildOptions): AsyncGenerator<NodeRow> {
  for await (const page of graph.pages<NodeRow>({ key: 'nodes/page-nodes', subjectType }, PAGE_ROWS, options))
    yield* page;
}

async function itemDomains(graph: KnowledgeGraph, options: BuildOptions): Promise<Map<string, string>> {
  const domains = new Map<string, string>();
  const pages = graph.pages<Row & { readonly cursor: string; readonly domain: string }>(
    { key: 'projection/item-domains' },
    PAGE_ROWS,
    options,
  );
  for await (const page of pages) for (const row of page) domains.set(row.cursor, row.domain);
  return domains;
}

async function addLayers(
  graph: KnowledgeGraph,
  projection: Projection,
  subjectType: NodeType,
  objectType: NodeType,
  options: BuildOptions,
): Promise<void> {
  const subjects = projection.indexOf(subjectType);
  const objects = projection.indexOf(objectType);
  const entries = new Map<string, EntryList>();
  const reads = readAhead(
    idChunks(subjects.size, (k) => subjects.idOf(k)),
    (ids) =>
      graph.read<RelationRow>(
        { key: 'projection/relations-of-nodes', subjectType, objectType, parameters: { ids } },
        options,
      ),
  );
  for await (const rows of reads) {
    for (const row of rows) {
      const list = entries.get(row.relation) ?? new EntryList();
      entries.set(row.relation, list);
      const subject = subjects.indexOf(row.subject);
      for (let k = 0; k < row.objects.length; k++) {
        const object = objects.indexOf(row.objects[k]);
        // Another process has made it since the nodes were read; whoever follows the graph hears of it.
        if (object < 0) continue;
        const strength = edgeStrength(subjectType, objectType, row.weights[k]);
        list.add(subject, object, strength);
        if (row.relation === 'FRIEND_OF') list.add(object, subject, strength);
      }
    }
  }
  if ([...entries.keys()].some((name) => options.ontology.find(name) === undefined)) {
    await renewOntology(graph, options.ontology, options);
  }
  for (const [name, list] of entries) {
    const relation = options.ontology.find(name);
    // Edges that a script has made under a name of its own are not part of what the platform knows.
    if (relation === undefined) continue;
    const layer = projection.ensureLayer(subjectType, relation.name, objectType);
    const { rows, columns, weights } = list.finished();
    projection.layers.set(Projection.layerKey(subjectType, name, objectType), {
      ...layer,
      forward: GrowingCsr.fromEntries(subjects.size, objects.size, rows, columns, weights),
      backward: GrowingCsr.fromEntries(objects.size, subjects.size, columns, rows, weights),
    });
  }
}

import type { NodeType } from '../../../domain/nodes.js';
import type { Ontology } from '../../../domain/ontology.js';
import { RELATION_ENDS } from '../../../graph/joined-types.js';
import { interactionFromProperties } from '../../../graph/records/interaction-properties.js';
import type { ExportedFile } from '../export-options.js';
import { knownRelation } from '../known-relation.js';
import { edgePages, type StoredEdge } from '../read-graph.js';
import { type TableExport, writeTable } from './table-export.js';
import { type TableColumn, type TableRow, textColumn } from './table-file.js';

const FRIENDSHIP = 'FRIEND_OF';
const RELATION_COLUMNS: readonly TableColumn[] = [
  ...['subject', 'subjectType', 'predicate', 'object', 'objectType'].map(textColumn),
  { name: 'weight', type: 'number' },
  textColumn('source'),
];
const RELATION_NAMES = new Set(['weight', 'source']);

const FACET_PREFIX = 'context.';
const EVENT_COLUMNS: readonly TableColumn[] = [
  ...['user', 'item', 'kind', 'eventId'].map(textColumn),
  { name: 'value', type: 'number' },
  { name: 'at', type: 'time' },
  textColumn('scene'),
];
const EVENT_NAME = /^(?:eventId|kind|strength|value|at|sceneId|arrival|situation|context_.*)$/;

/** Writes relations, friendships and interactions; `ontology` takes the relations that only scripts have made. */
export async function exportEdges(tables: TableExport, ontology: Ontology): Promise<ExportedFile[]> {
  const facets = await facetsOf(tables);
  const eventColumns = [...EVENT_COLUMNS, ...facets.map((facet) => textColumn(`${FACET_PREFIX}${facet}`))];
  return [
    ...(await writeTable(tables, 'relations', RELATION_COLUMNS, relationRows(tables, ontology))),
    ...(await writeTable(tables, 'social', RELATION_COLUMNS, friendshipRows(tables))),
    ...(await writeTable(tables, 'interactions', eventColumns, eventRows(tables))),
  ];
}

async function* relationRows(tables: TableExport, ontology: Ontology): AsyncGenerator<TableRow[]> {
  const { options, call, leftOut } = tables;
  for (const [subjectType, objectType] of RELATION_ENDS) {
    for await (const { edges } of edgePages(options.graph, subjectType, objectType, call)) {
      const relations = edges.filter((edge) => edge.relation !== FRIENDSHIP);
      const expressible = relations.filter((edge) => {
        const isExpressible = joins(ontology, edge.relation, subjectType, objectType);
        if (!isExpressible) leftOut.add(`The relation ${edge.relation} from ${subjectType} to ${objectType}`);
        return isExpressible;
      });
      yield expressible.map((edge) => relationRow(tables, subjectType, edge, objectType));
    }
  }
}

/** Whether ingest would take the relation; one that a script has made is declared when its name and ends allow it. */
function joins(ontology: Ontology, name: string, subjectType: NodeType, objectType: NodeType): boolean {
  const relation = knownRelation(ontology, name);
  return relation?.subjectTypes.includes(subjectType) === true && relation.objectTypes.includes(objectType);
}

async function* friendshipRows(tables: TableExport): AsyncGenerator<TableRow[]> {
  for await (const { edges } of edgePages(tables.options.graph, 'User', 'User', tables.call)) {
    const friendships = edges.filter((edge) => edge.relation === FRIENDSHIP);
    yield friendships.map((edge) => relationRow(tables, 'User', edge, 'User'));
  }
}

function relationRow(
  { leftOut }: TableExport,
  subjectType: NodeType,
  { subject, relation, object, properties }: StoredEdge,
  objectType: NodeType,
): TableRow {
  for (const name of Object.keys(properties)) {
    if (!RELATION_NAMES.has(name)) leftOut.add(`The property ${name} of ${relation}`);
  }
  return {
    subject,
    subjectType: subjectType.toLowerCase(),
    predicate: relation,
    object,
    objectType: objectType.toLowerCase(),
    weight: Number(properties.weight ?? 1),
    source: typeof properties.source === 'string' ? properties.source : null,
  };
}

async function facetsOf({ options, call }: TableExport): Promise<string[]> {
  const facets = new Set<string>();
  for await (const { edges } of edgePages(options.graph, 'User', 'Item', call)) {
    for (const edge of edges) {
      for (const facet of Object.keys(interactionFromProperties('', '', edge.properties).context)) facets.add(facet);
    }
  }
  return [...facets].sort();
}

async function* eventRows({ options, call, leftOut }: TableExport): AsyncGenerator<TableRow[]> {
  for await (const { edges } of edgePages(options.graph, 'User', 'Item', call)) {
    yield edges.filter(isEvent).map(({ subject, object, properties }) => {
      for (const name of Object.keys(properties)) {
        if (!EVENT_NAME.test(name)) leftOut.add(`The property ${name} of INTERACTED`);
      }
      const { eventId, kind, value, at, sceneId, context } = interactionFromProperties(subject, object, properties);
      const situation = Object.entries(context).map(([facet, text]) => [`${FACET_PREFIX}${facet}`, text] as const);
      const own = { user: subject, item: object, kind, eventId, value, at, scene: sceneId };
      return { ...own, ...Object.fromEntries(situation) };
    });
  }

  function isEvent({ relation }: StoredEdge): boolean {
    if (relation !== 'INTERACTED') leftOut.add(`The relation ${relation} from User to Item`);
    return relation === 'INTERACTED';
  }
}

import { Ontology } from '../../src/domain/ontology.js';
import { GraphWriter } from '../../src/graph/graph-writer.js';
import type { KnowledgeGraph, StatementCall } from '../../src/graph/knowledge-graph.js';
import { STATEMENT_KEYS, type StatementKey } from '../../src/graph/statement-catalogue.js';
import { entity, event, item, link, scene } from '../graph/graph-records.js';

const ABOUT = new Ontology().relation('ABOUT').name;
const relationSlot = { subjectType: 'Item', relation: ABOUT, objectType: 'Entity' } as const;
const exponents = {
  startExponent: 1,
  itemExponent: 1,
  userExponent: 1,
  entityExponent: 1,
  targetExponent: 1,
  popularityExponent: 1,
};
const known = { ids: ['i1'] };
const edgeRows = (weight: number) => ({ rows: [{ subject: 'i2', object: 'e1', weight, source: 'catalogue' }] });

type Expected = readonly string[] | Readonly<Record<string, number>>;

/** Every statement that can be sent as one call. */
export const CALLED_KEYS = STATEMENT_KEYS.filter((key) => key !== 'schema/set-up');

/** A call of every statement, and the columns of its rows or what it writes. */
export const STATEMENT_CALLS: Readonly<Record<StatementKey, [Omit<StatementCall, 'key'>, Expected]>> = {
  'changes/append-change': [
    { parameters: { kind: 'nodes', ids: ['Item/i1'], at: 1, commitId: 'w/1' } },
    { nodesCreated: 1 },
  ],
  'changes/await-writers': [{}, { nodesCreated: 0 }],
  'changes/changes-since': [{ parameters: { cursor: 0, limit: 5 } }, ['sequence', 'kind', 'ids', 'at', 'commitId']],
  'changes/forget-changes': [{ parameters: { until: 1 } }, { nodesDeleted: 1 }],
  'changes/forget-node': [{ parameters: { ref: 'Item/i1' } }, { propertiesSet: 1 }],
  'changes/newest-sequence': [{}, ['sequence']],
  'changes/oldest-sequence': [{ parameters: { cursor: 0 } }, ['sequence']],
  'changes/refuse-clash': [{ parameters: { since: 4, commitId: 'writer/5', refs: ['Item/i9'] } }, { nodesCreated: 0 }],
  'copy/create-declarations': [
    { parameters: { rows: [{ id: 'NEW', properties: { id: 'NEW' } }] } },
    { nodesCreated: 1, propertiesSet: 1 },
  ],
  'copy/create-domain-links': [
    { parameters: { rows: [{ subject: 'i1', object: 'film', properties: {} }] } },
    { relationshipsCreated: 1 },
  ],
  'copy/create-edges': [
    { ...relationSlot, parameters: { rows: [{ subject: 'i2', object: 'e1', properties: { weight: 1 } }] } },
    { relationshipsCreated: 1, propertiesSet: 1 },
  ],
  'copy/create-events': [
    { parameters: { rows: [{ subject: 'u1', object: 'i2', properties: { eventId: 'x', arrival: 9 } }] } },
    { relationshipsCreated: 1, propertiesSet: 2 },
  ],
  'copy/create-merges': [{ parameters: { rows: [{ properties: { id: 'm9' } }] } }, { nodesCreated: 1 }],
  'copy/forget-progress': [{ parameters: { id: 'begun' } }, { nodesDeleted: 1 }],
  'copy/keep-progress': [{ parameters: { id: 'x', stage: 1, after: 'u1', batches: 0, rows: 5 } }, { nodesCreated: 1 }],
  'copy/progress': [{ parameters: { limit: 5 } }, ['id', 'stage', 'after', 'batches', 'rows']],
  'counters/advance-counter': [{ parameters: { id: 'interactions', count: 2 } }, { propertiesSet: 1 }],
  'counters/read-counter': [{ parameters: { id: 'interactions' } }, ['value']],
  'deletions/delete-node': [
    { subjectType: 'Entity', parameters: { id: 'e1' } },
    { nodesDeleted: 1, relationshipsDeleted: 2 },
  ],
  'digest/edges-of-nodes': [
    { subjectType: 'Item', objectType: 'Entity', parameters: known },
    ['subject', 'relation', 'object', 'properties'],
  ],
  'documents/claims-of-documents': [{ parameters: { ids: ['d1'] } }, ['document', 'claim', 'properties']],
  'documents/claims-naming': [{ parameters: { ids: ['Entity/e1'] } }, ['document', 'claim', 'statement']],
  'documents/create-statements': [
    { parameters: { rows: [{ document: 'd1', claim: 'c2', properties: { confidence: 0.5 } }] } },
    { relationshipsCreated: 1 },
  ],
  'documents/delete-claims': [{ parameters: { ids: ['c1'] } }, { nodesDeleted: 1, relationshipsDeleted: 1 }],
  'documents/delete-documents': [{ parameters: { ids: ['d1'] } }, { nodesDeleted: 1, relationshipsDeleted: 1 }],
  'documents/delete-merge': [{ parameters: { id: 'm1' } }, { nodesDeleted: 1 }],
  'documents/delete-relations': [
    { ...relationSlot, parameters: { rows: [{ subject: 'i1', object: 'e1' }], sources: ['catalogue'] } },
    { relationshipsDeleted: 1 },
  ],
  'documents/delete-statements': [{ parameters: { ids: ['d1'] } }, { relationshipsDeleted: 1 }],
  'documents/documents-of-claims': [{ parameters: { ids: ['c1'] } }, ['claim', 'document', 'confidence', 'source']],
  'documents/facts-about': [
    { parameters: { ids: ['Item/i1'], limit: 5 } },
    ['about', 'claim', 'statement', 'document'],
  ],
  'documents/facts-of-nodes': [{ parameters: { ids: ['Item/i1'], perNode: 5 } }, ['about', 'facts']],
  'documents/find-documents': [{ parameters: { ids: ['d1'] } }, ['id', 'properties']],
  'documents/page-claims': [{ parameters: { after: '', limit: 5 } }, ['cursor', 'properties']],
  'documents/page-documents-about': [
    { parameters: { about: 'Item/i1', after: '', limit: 5 } },
    ['cursor', 'properties', 'facts'],
  ],
  'documents/page-documents': [{ parameters: { after: '', limit: 5 } }, ['cursor', 'properties', 'facts']],
  'documents/page-merges': [{ parameters: { after: '', limit: 5 } }, ['cursor', 'properties']],
  'documents/save-claims': [{ parameters: { rows: [{ id: 'c9', properties: { id: 'c9' } }] } }, { nodesCreated: 1 }],
  'documents/save-documents': [{ parameters: { rows: [{ id: 'd9', properties: { id: 'd9' } }] } }, { nodesCreated: 1 }],
  'documents/save-merge': [{ parameters: { id: 'm9', properties: { id: 'm9' } } }, { nodesCreated: 1 }],
  'documents/statements-of-documents': [{ parameters: { ids: ['d1'] } }, ['document', 'claim', 'properties']],
  'documents/withdraw-statements': [
    { parameters: { rows: [{ document: 'd1', claim: 'c1' }] } },
    { nodesDeleted: 0, relationshipsDeleted: 1 },
  ],
  'interactions/create-events': [
    {
      parameters: {
        count: 1,
        rows: [{ user: 'u1', item: 'i2', offset: 1, properties: { eventId: 'x', kind: 'like', strength: 1 } }],
      },
    },
    { relationshipsCreated: 1 },
  ],
  'interactions/find-events': [{ parameters: { ids: ['u1'] } }, ['user', 'eventId', 'item', 'properties']],
  'items/find-domains': [{ parameters: known }, ['id', 'domain']],
  'items/link-domains': [{ parameters: { rows: [{ item: 'i1', domain: 'film' }] } }, { relationshipsCreated: 1 }],
  'items/unlink-domains': [{ parameters: known }, { relationshipsDeleted: 1 }],
  'media/delete-vectors': [{ parameters: { ids: ['image/i1'] } }, { nodesDeleted: 1 }],
  'media/find-vectors': [{ parameters: { ids: ['image/i1'] } }, ['id', 'encoder', 'contentHash']],
  'media/page-vector-ids': [{ parameters: { after: '', limit: 5 } }, ['cursor', 'item', 'medium', 'encoder']],
  'media/page-vectors': [{ parameters: { after: '', limit: 5 } }, ['cursor', 'properties']],
  'media/save-vectors': [
    { parameters: { rows: [{ id: 'image/i2', properties: { id: 'image/i2' } }] } },
    { nodesCreated: 1 },
  ],
  'nodes/count-nodes': [{ subjectType: 'Item' }, ['count']],
  'nodes/create-nodes': [
    { subjectType: 'Entity', parameters: { rows: [{ properties: { id: 'e9' } }] } },
    { nodesCreated: 1 },
  ],
  'nodes/find-nodes': [{ subjectType: 'Item', parameters: known }, ['id', 'properties']],
  'nodes/known-ids': [{ subjectType: 'Item', parameters: known }, ['id']],
  'nodes/page-ids': [{ subjectType: 'Item', parameters: { after: '', limit: 5 } }, ['cursor']],
  'nodes/page-nodes': [{ subjectType: 'Item', parameters: { after: '', limit: 5 } }, ['cursor', 'properties']],
  'nodes/replace-nodes': [
    { subjectType: 'Entity', parameters: { rows: [{ id: 'e1', properties: { id: 'e1', label: 'x' } }] } },
    { nodesCreated: 0 },
  ],
  'ontology/declared-relations': [{ parameters: { limit: 5 } }, ['properties']],
  'ontology/save-relation': [{ parameters: { id: 'NEW', properties: { id: 'NEW' } } }, { nodesCreated: 1 }],
  'projection/events-of-users': [
    { parameters: { ids: ['u1'] } },
    ['user', 'kind', 'scene', 'situation', 'items', 'strengths', 'times', 'arrivals'],
  ],
  'projection/item-domains': [{ parameters: { after: '', limit: 5 } }, ['cursor', 'domain']],
  'projection/relations-into-nodes': [
    { subjectType: 'Item', objectType: 'Entity', parameters: { ids: ['e1'] } },
    ['object', 'relation', 'subjects', 'weights'],
  ],
  'projection/relations-of-nodes': [
    { subjectType: 'Item', objectType: 'Entity', parameters: known },
    ['subject', 'relation', 'objects', 'weights'],
  ],
  'read/count-edges': [{ subjectType: 'Item', objectType: 'Entity' }, ['relation', 'count']],
  'read/edges-in': [
    { subjectType: 'Item', objectType: 'Entity', parameters: { ids: ['e1'], perNode: 2 } },
    ['node', 'edges'],
  ],
  'read/edges-out': [
    { subjectType: 'Item', objectType: 'Entity', parameters: { ...known, perNode: 2 } },
    ['node', 'edges'],
  ],
  'read/user-history': [
    { parameters: { id: 'u1', time: 2e15, arrival: 100, limit: 5 } },
    ['item', 'time', 'arrival', 'properties'],
  ],
  'relations/create-relations': [{ ...relationSlot, parameters: edgeRows(1) }, { relationshipsCreated: 1 }],
  'relations/find-relations': [
    { ...relationSlot, parameters: { rows: [{ subject: 'i1', objects: ['e1'] }] } },
    ['subject', 'object', 'weight', 'source'],
  ],
  'relations/replace-relations': [
    { ...relationSlot, parameters: { rows: [{ subject: 'i1', object: 'e1', weight: 0.1, source: 'llm' }] } },
    { relationshipsCreated: 0, propertiesSet: 2 },
  ],
  'schema/events-without-situation': [{ parameters: { ids: ['u3'] } }, ['user', 'properties']],
  'schema/ping': [{}, ['one']],
  'schema/read-version': [{}, ['version']],
  'schema/save-situations': [
    { parameters: { rows: [{ user: 'u3', situations: { old: '{}' } }] } },
    { propertiesSet: 1 },
  ],
  'schema/save-version': [{ parameters: { version: 1 } }, { nodesCreated: 0, propertiesSet: 1 }],
  'schema/set-up': [{}, []],
  'walks/collaborative-walk': [{ parameters: { id: 'u1', ...exponents, limit: 5 } }, ['item', 'score']],
  'walks/knowledge-walk': [{ relation: ABOUT, parameters: { id: 'u1', ...exponents, limit: 5 } }, ['item', 'score']],
  'walks/preference-walk': [{ relation: ABOUT, parameters: { id: 'u1', ...exponents, limit: 5 } }, ['item', 'score']],
  'walks/scene-history': [{ parameters: { id: 'u1', sceneId: 'commute', limit: 5 } }, ['item', 'score']],
  'walks/scene-walk': [{ parameters: { id: 'commute', limit: 5 } }, ['item', 'score']],
  'walks/social-walk': [{ parameters: { id: 'u1', ...exponents, limit: 5 } }, ['item', 'score']],
};

/** The calls that make a user with one event as it was stored before events had situations. */
export function eventFromBeforeSituations(
  user: string,
  item: string,
  eventId: string,
  facets: Readonly<Record<string, string>>,
): StatementCall[] {
  const properties = { eventId, kind: 'like', strength: 1, ...facets };
  return [
    { key: 'nodes/create-nodes', subjectType: 'User', parameters: { rows: [{ properties: { id: user } }] } },
    { key: 'counters/advance-counter', parameters: { id: 'interactions', count: 1 } },
    { key: 'interactions/create-events', parameters: { count: 1, rows: [{ user, item, offset: 1, properties }] } },
  ];
}

/** Writes a small graph in which every call of the list finds something. */
export async function fillForStatements(graph: KnowledgeGraph): Promise<void> {
  const writer = new GraphWriter({ graph, ontology: new Ontology(), clock: () => 0, writerId: 'writer' });
  await writer.upsertScenes([scene('commute')]);
  await writer.upsertItems([item('i1'), item('i2'), item('i3')]);
  await writer.upsertEntities([entity('e1')]);
  await graph.write([
    { key: 'copy/keep-progress', parameters: { id: 'begun', stage: 0, after: '', batches: 0, rows: 0 } },
  ]);
  await graph.write([
    {
      key: 'documents/save-documents',
      parameters: { rows: [{ id: 'd1', properties: { id: 'd1', about: 'Item/i1' } }] },
    },
    {
      key: 'documents/save-claims',
      parameters: {
        rows: ['c1', 'c2'].map((id) => ({ id, properties: { id, about: 'Item/i1', names: 'Entity/e1' } })),
      },
    },
    { key: 'documents/save-merge', parameters: { id: 'm1', properties: { id: 'm1' } } },
    {
      key: 'media/save-vectors',
      parameters: { rows: [{ id: 'image/i1', properties: { id: 'image/i1', item: 'i1', medium: 'image' } }] },
    },
    {
      key: 'documents/create-statements',
      parameters: { rows: [{ document: 'd1', claim: 'c1', properties: { confidence: 0.5, source: 'text' } }] },
    },
  ]);
  await writer.declareRelation({ name: 'FILMED_IN' });
  await graph.write([{ key: 'schema/save-version', parameters: { version: 1 } }]);
  await writer.recordInteractions(
    [event({ sceneId: 'commute' }), event({ userId: 'u2' }), event({ userId: 'u2', itemId: 'i3', eventId: 'z' })],
    { createMissingUsers: true },
  );
  await graph.write(eventFromBeforeSituations('u3', 'i1', 'old', { context_weather: 'sunny' }));
  await writer.upsertRelations([
    link({ type: 'Item', id: 'i1' }, 'ABOUT', { type: 'Entity', id: 'e1' }),
    link({ type: 'Item', id: 'i3' }, 'ABOUT', { type: 'Entity', id: 'e1' }),
    link({ type: 'Item', id: 'i3' }, 'SUITS', { type: 'Scene', id: 'commute' }),
    link({ type: 'User', id: 'u1' }, 'FRIEND_OF', { type: 'User', id: 'u2' }),
    link({ type: 'User', id: 'u1' }, 'PREFERS', { type: 'Entity', id: 'e1' }),
  ]);
}

/** What every engine keeps: each statement of the catalogue runs and gives what its callers read. */
export function statementsContract(name: string, open: () => Promise<KnowledgeGraph>): void {
  describe(`statements of the catalogue: ${name}`, () => {
    let graph: KnowledgeGraph;
    beforeEach(async () => {
      graph = await open();
      await fillForStatements(graph);
    });
    afterEach(() => graph.close());

    test.each(CALLED_KEYS)('%s', async (key) => {
      const [rest, expected] = STATEMENT_CALLS[key];
      const call: StatementCall = { key, ...rest };
      if (Array.isArray(expected)) {
        const rows = await graph.read(call);
        expect(rows.length).toBeGreaterThan(0);
        expect(Object.keys(rows[0]).sort()).toEqual([...expected].sort());
        return;
      }
      const summary = await graph.write([call]);
      for (const [name, atLeast] of Object.entries(expected)) {
        const actual = Reflect.get(summary, name);
        if (atLeast === 0) expect(actual).toBe(0);
        else expect(actual).toBeGreaterThanOrEqual(atLeast);
      }
    });
  });
}

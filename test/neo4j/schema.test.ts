import { Neo4jKnowledgeGraph } from '../../src/graph/neo4j/neo4j-knowledge-graph.js';
import { StatementCatalogue } from '../../src/graph/statement-catalogue.js';
import { SCHEMA_VERSION } from '../../src/graph/upgrade-graph.js';
import { emptyNeo4j, neo4jTarget } from './neo4j-target.js';

beforeEach(() => emptyNeo4j({ withSchema: true }));
afterAll(() => emptyNeo4j({ withSchema: true }));

/** Opens the graph, lets `work` use it, and resolves with what the set-up said. */
async function changesOfOpening(work: (graph: Neo4jKnowledgeGraph) => Promise<unknown> = async () => null) {
  const changes: string[] = [];
  const graph = await Neo4jKnowledgeGraph.open({ ...neo4jTarget(), onSchemaChange: (change) => changes.push(change) });
  try {
    await work(graph);
  } finally {
    await graph.close();
  }
  return changes;
}

const setVersion = (version: number) => (graph: Neo4jKnowledgeGraph) =>
  graph.write([{ key: 'schema/save-version', parameters: { version } }]);

test('the first opening says what it has made, and the second has nothing to say', async () => {
  const constraints = new StatementCatalogue().script('schema/set-up').filter((text) => text.includes('CONSTRAINT'));
  const first = await changesOfOpening();
  expect(first).toContain('constraint item_id_is_unique');
  expect(first.filter((change) => change.startsWith('constraint '))).toHaveLength(constraints.length);
  expect(first.at(-1)).toBe(`schema version ${SCHEMA_VERSION} (before: none)`);
  expect(await changesOfOpening()).toEqual([]);
});

test('what somebody has dropped is made again', async () => {
  await changesOfOpening((graph) => graph.runCypher({ text: 'DROP CONSTRAINT item_id_is_unique', parameters: {} }));
  // Without the constraint the index that stands for it can be made, so both are told.
  expect(await changesOfOpening()).toContain('constraint item_id_is_unique');
});

test('a graph from before versions were noted gets what it lacks, and keeps its data', async () => {
  await changesOfOpening((graph) =>
    graph.runCypher({ text: "MATCH (s:Schema) DELETE s CREATE (:Item {id: 'old'})", parameters: {} }),
  );
  expect(await changesOfOpening()).toEqual([`schema version ${SCHEMA_VERSION} (before: none)`]);
  await changesOfOpening(async (graph) => {
    expect(
      await graph.read({ key: 'nodes/known-ids', subjectType: 'Item', parameters: { ids: ['old'] } }),
    ).toHaveLength(1);
  });
});

test('a graph of a newer version is refused and left as it is', async () => {
  await changesOfOpening(setVersion(SCHEMA_VERSION + 1));
  await expect(changesOfOpening()).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    message: expect.stringMatching(/newer Isthmus.*version 3.*knows 2.*Update Isthmus/s),
  });
});

test('data that break a constraint are told with what to do', async () => {
  const graph = await Neo4jKnowledgeGraph.open(neo4jTarget());
  await graph.runCypher({ text: 'DROP CONSTRAINT user_id_is_unique', parameters: {} });
  await graph.runCypher({ text: "UNWIND [1, 2] AS k CREATE (:User {id: 'twice'})", parameters: {} });
  await graph.close();
  await expect(changesOfOpening()).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    message: expect.stringMatching(/set-up of the schema.*twice/s),
  });
});

test('several processes may set one database up at the same time', async () => {
  const openings = await Promise.all(Array.from({ length: 4 }, () => changesOfOpening()));
  const made = openings.flat().filter((change) => change === 'constraint user_id_is_unique');
  expect(made).toHaveLength(1);
});

import type { CypherRunOptions, CypherValue } from '../../src/graph/cypher-runner.js';
import type { Neo4jKnowledgeGraph } from '../../src/graph/neo4j/neo4j-knowledge-graph.js';
import { openEmptyNeo4j } from './open-empty-neo4j.js';

let graph: Neo4jKnowledgeGraph;
beforeEach(async () => {
  graph = await openEmptyNeo4j({ clock: () => 42 });
});
afterEach(() => graph.close());

async function run(text: string, options: CypherRunOptions = {}, parameters: Record<string, unknown> = {}) {
  const rows: (readonly CypherValue[])[] = [];
  const summary = await graph.runCypher(
    { text, parameters },
    { ...options, onRows: (_, more) => void rows.push(...more) },
  );
  return { ...summary, rows };
}

const changes = async () => (await graph.changesSince(0, 100)).changes;
const count = async (label: string) => (await run(`MATCH (n:${label}) RETURN count(n) AS n`)).rows[0][0];

test('nodes, relationships, paths, lists and maps have the form that the embedded engine gives them', async () => {
  await run("CREATE (:User {id: 'u', f: 1.5})-[:LIKES {at: 3}]->(:Item:Thing {id: 'i', big: 9007199254740993})");
  const { columns, rows } = await run(
    'MATCH p = (b:Item)<-[r:LIKES]-(a:User) RETURN a, r, p, [b.big, null, true] AS l, {r: r, t: $t} AS m',
    {},
    { t: 'text' },
  );
  const user = { type: 'node', labels: ['User'], properties: { id: 'u', f: 1.5 } };
  const item = { type: 'node', labels: ['Item', 'Thing'], properties: { id: 'i', big: 9007199254740993n } };
  const likes = { type: 'relationship', name: 'LIKES', properties: { at: 3 } };
  expect(columns).toEqual(['a', 'r', 'p', 'l', 'm']);
  const path = { type: 'path', parts: [item, likes, user] };
  expect(rows).toEqual([[user, likes, path, [9007199254740993n, null, true], { r: likes, t: 'text' }]]);
});

test('a writing statement leaves one bulk change in the feed, a reading or fruitless one none', async () => {
  const written = await run('UNWIND range(1, 3) AS i CREATE (n:A {i: i}) RETURN n.i AS i');
  expect(written).toMatchObject({ nodesCreated: 3, propertiesSet: 3, rowCount: 3, rows: [[1], [2], [3]] });
  await run('MATCH (n:A) RETURN n');
  await run('MATCH (n:Nothing) SET n.x = 1');
  await run('CREATE INDEX a_by_i IF NOT EXISTS FOR (n:A) ON (n.i)');
  await run('DROP INDEX a_by_i');
  expect(await changes()).toMatchObject([{ sequence: 1, kind: 'bulk', ids: [], at: 42 }]);
});

test('a statement that fails half-way changes nothing and leaves no change', async () => {
  await expect(run('UNWIND [1, 0] AS i CREATE (:A {x: 1 / i})')).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  expect(await count('A')).toBe(0);
  expect(await changes()).toEqual([]);
});

test('a statement that manages its transactions itself runs, and the feed hears of it', async () => {
  const batches = 'UNWIND range(1, 10) AS i CALL (i) { CREATE (:A {x: 1 / (9 - i)}) } IN TRANSACTIONS OF 4 ROWS';
  await expect(run(batches)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  expect(await count('A')).toBe(8);
  expect(await changes()).toMatchObject([{ kind: 'bulk' }]);
});

test.each(['CREATE (:A)', 'MATCH (n) DETACH DELETE n', 'CREATE INDEX i FOR (n:A) ON (n.x)', 'PROFILE CREATE (:A)'])(
  'read-only refuses %s before it runs',
  async (text) => {
    await expect(run(text, { isReadOnly: true })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: 'This statement writes, and only reading is allowed. Run it without --read-only.',
    });
    expect(await count('A')).toBe(0);
  },
);

test('read-only refuses procedures that write, which only the server knows', async () => {
  await expect(run("CALL db.createLabel('Made')", { isReadOnly: true })).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    message: expect.stringMatching(/Only reading is allowed/),
  });
  expect((await run('CALL db.labels() YIELD label RETURN label LIMIT 1', { isReadOnly: true })).rowCount).toBe(1);
  expect((await run('EXPLAIN CREATE (:A)', { isReadOnly: true })).plan).toContain('Create');
});

test('a profile runs the statement, gives its rows, and has one line a step', async () => {
  await run('CREATE (:A {x: 1})');
  const { plan, rows } = await run('MATCH (n:A) RETURN n.x AS x ORDER BY x', { isProfiled: true });
  expect(
    plan!
      .split('\n')
      .filter((line) => /^\| \+\w+/.test(line))
      .map((line) => /\w+/.exec(line)?.[0]),
  ).toEqual(['ProduceResults', 'Sort', 'Projection', 'NodeByLabelScan']);
  expect(rows).toEqual([[1]]);
  expect((await run('CREATE (:A)', { isProfiled: true })).plan).toContain('Create');
  expect(await count('A')).toBe(2);
});

test.each([
  ['MATCH (n:User)\nWHERE n.id = \nRETURN n', /^Invalid input.* \(line 3, column 8\)$/],
  ['RETRUN 1', /^Invalid input 'RETRUN'.*\. \(line 1, column 1\)$/],
  ["MATCH (n:User)\nRETURN 'm', m.x", /^Variable `m` not defined\. \(line 2, column 13\)$/],
  ['MATCH (n)\nRETURN foo(n)', /^Unknown function 'foo'\. \(line 2, column 8\)$/],
  ['RETURN 1 +\n $missing', /^Expected parameter\(s\): missing\.$/],
  ['RETURN 1 / 0', /^\/ by zero\.$/],
])('an error of %j says where it is', async (text, message) => {
  await expect(run(text)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT', message: expect.stringMatching(message) });
  await expect(run(text, { isProfiled: true })).rejects.toThrow(message);
});

test('a cancelled write is rolled back, and the store goes on', async () => {
  const cancellation = new AbortController();
  const writing = run('UNWIND range(1, 200000) AS i CREATE (:A {i: i})', { signal: cancellation.signal });
  setTimeout(() => cancellation.abort(), 200);
  await expect(writing).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
  await run('CREATE (:B)');
  expect([await count('A'), await count('B')]).toEqual([0, 1]);
});

test('rows come in parts, and the statement waits for whoever takes them', async () => {
  let taking = 0;
  const sizes: number[] = [];
  const { rowCount } = await graph.runCypher(
    { text: 'UNWIND range(1, 5000) AS i RETURN i', parameters: {} },
    {
      onRows: async (_, rows) => {
        expect(++taking).toBe(1);
        await new Promise((resolve) => setTimeout(resolve, 5));
        sizes.push(rows.length);
        taking--;
      },
    },
  );
  expect(rowCount).toBe(5000);
  expect(sizes).toEqual([2000, 2000, 1000]);
});

test('what the taker of rows throws ends the statement and comes through unchanged', async () => {
  const full = new Error('The pipe is closed.');
  const running = graph.runCypher(
    { text: 'UNWIND range(1, 5000) AS i CREATE (:A) RETURN i', parameters: {} },
    {
      onRows: () => {
        throw full;
      },
    },
  );
  await expect(running).rejects.toBe(full);
  expect(await count('A')).toBe(0);
});

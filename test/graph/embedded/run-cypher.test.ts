import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CypherRunOptions, CypherValue } from '../../../src/graph/cypher-runner.js';
import { EmbeddedKnowledgeGraph } from '../../../src/graph/embedded/embedded-knowledge-graph.js';

let graph: EmbeddedKnowledgeGraph;
beforeEach(async () => {
  graph = await EmbeddedKnowledgeGraph.open({ path: null, clock: () => 42 });
});
afterEach(() => graph.close());

async function run(text: string, options: CypherRunOptions = {}, parameters: Record<string, unknown> = {}) {
  const rows: (readonly CypherValue[])[] = [];
  const summary = await graph.runCypher(
    { text, parameters },
    {
      ...options,
      onRows: (_, more) => {
        rows.push(...more);
      },
    },
  );
  return { ...summary, rows };
}

const changes = async () => (await graph.changesSince(0, 100)).changes;

test('nodes, relationships, paths, lists and maps have one form', async () => {
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
  expect(rows).toEqual([
    [
      user,
      likes,
      { type: 'path', parts: [item, likes, user] },
      [9007199254740993n, null, true],
      { r: likes, t: 'text' },
    ],
  ]);
});

test('a writing statement leaves one bulk change in the feed, a reading or fruitless one none', async () => {
  const written = await run('UNWIND range(1, 3) AS i CREATE (n:A {i: i}) RETURN n.i AS i');
  expect(written).toMatchObject({ nodesCreated: 3, propertiesSet: 3, rowCount: 3, rows: [[1], [2], [3]] });
  await run('MATCH (n:A) RETURN n');
  await run('MATCH (n:Nothing) SET n.x = 1');
  await run('CREATE INDEX a_by_i IF NOT EXISTS FOR (n:A) ON (n.i)');
  expect(await changes()).toMatchObject([{ sequence: 1, kind: 'bulk', ids: [], at: 42 }]);
});

test('a statement that fails half-way changes nothing and leaves no change', async () => {
  await expect(run('UNWIND [1, 0] AS i CREATE (:A {x: 1 / i})')).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  expect((await run('MATCH (n:A) RETURN count(n) AS n')).rows).toEqual([[0]]);
  expect(await changes()).toEqual([]);
});

test.each(['CREATE (:A)', 'MATCH (n) DETACH DELETE n', 'CREATE INDEX i FOR (n:A) ON (n.x)', 'PROFILE CREATE (:A)'])(
  'read-only refuses %s before it runs',
  async (text) => {
    await expect(run(text, { isReadOnly: true })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: 'This statement writes, and only reading is allowed. Run it without --read-only.',
    });
    expect((await run('MATCH (n) RETURN count(n) AS n')).rows).toEqual([[0]]);
  },
);

test('read-only allows reading and the plan of a writing statement', async () => {
  expect((await run('RETURN 1 AS one', { isReadOnly: true })).rows).toEqual([[1]]);
  expect((await run('EXPLAIN CREATE (:A)', { isReadOnly: true })).plan).toContain('Create');
  expect((await run('MATCH (n) RETURN count(n) AS n')).rows).toEqual([[0]]);
});

test('a profile runs the statement and has one line a step', async () => {
  await run('CREATE (:A {x: 1})');
  const { plan, rowCount } = await run('MATCH (n:A) RETURN n.x AS x ORDER BY x', { isProfiled: true });
  expect(plan!.split('\n')[0]).toMatch(/^Sort \(x ASC\) +rows=1 +time=/);
  expect(rowCount).toBe(0);
  const written = await run('CREATE (:A)', { isProfiled: true });
  expect(written.plan).toContain('Create');
  expect((await run('MATCH (n:A) RETURN count(n) AS n')).rows).toEqual([[2]]);
  expect(await changes()).toHaveLength(2);
});

test.each([
  ['MATCH (n:User)\nWHERE n.id = \nRETURN n', 'Expected expression. (line 3, column 1)'],
  ['RETRUN 1', 'Expected a Cypher clause. (line 1, column 1)'],
  [
    "MATCH (n:User)\nRETURN 'm', m.x",
    "Undefined variable 'm' in property access. Did you mean 'n'? (line 2, column 13)",
  ],
  ['MATCH (n)\nRETURN foo(n)', "Unknown function 'foo'. (line 2, column 8)"],
  ['RETURN 1 +\n $missing', 'Missing parameter: $missing. (line 2, column 2)'],
  ['RETURN 1 / 0', 'division by zero: 1 / 0.'],
])('an error of %j says where it is', async (text, message) => {
  await expect(run(text)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT', message });
  await expect(run(text, { isProfiled: true })).rejects.toMatchObject({ message });
});

test('what the engine cannot do is said in its own words', async () => {
  const clauses = Array.from({ length: 130 }, (_, at) => `WITH 1 AS a${at}`).join('\n');
  await expect(run(`${clauses} RETURN 1`)).rejects.toThrow(
    'The embedded engine takes at most 128 clauses in one statement, and this one has about 130.',
  );
  await run('UNWIND range(1, 300) AS i CREATE (:A)-[:R]->(:B)-[:R]->(:C)');
  await run('MATCH (b:B), (c:C) CREATE (b)-[:R]->(c)');
  await expect(run('MATCH (a)--(b)--(c) RETURN count(*) AS n')).rejects.toThrow(
    'Give every node of the pattern a label and every hop a type.',
  );
  await expect(run("LOAD CSV FROM '/etc/passwd' AS row RETURN row")).rejects.toThrow('isthmus cypher --import');
});

test('a chain of CREATE clauses may be longer than the limit', async () => {
  const chain = Array.from(
    { length: 300 },
    (_, i) => `CREATE (a${i}:A {i: ${i}})${i > 0 ? `\ncreate p${i} = (a${i})-[:R]->(a${i - 1})` : ''}`,
  );
  expect(await run(chain.join('\n'))).toMatchObject({ nodesCreated: 300, relationshipsCreated: 299 });
  await expect(run(`${chain.join('\n')}\nCREATE (:A {x: nope.y})`)).rejects.toThrow(
    /Undefined variable 'nope'.*\(line 600, column 16\)/,
  );
});

test('a cancelled write is rolled back, and the store goes on', async () => {
  const cancellation = new AbortController();
  const writing = run('UNWIND range(1, 200000) AS i CREATE (:A {i: i})', { signal: cancellation.signal });
  cancellation.abort();
  await expect(writing).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
  await run('CREATE (:B)');
  expect((await run('MATCH (n) RETURN labels(n) AS l, count(*) AS n')).rows).toContainEqual([['B'], 1]);
  expect((await run('MATCH (n:A) RETURN count(n) AS n')).rows).toEqual([[0]]);
});

test('a cancelled read ends at once', async () => {
  const cancellation = new AbortController();
  const reading = run('UNWIND range(1, 3000) AS a UNWIND range(1, 1000) AS b RETURN count(*) AS n', {
    signal: cancellation.signal,
  });
  setTimeout(() => cancellation.abort(), 10);
  const startedMs = performance.now();
  await expect(reading).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
  expect(performance.now() - startedMs).toBeLessThan(500);
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

test('what was acknowledged is there after the store was opened again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'isthmus-cypher-'));
  const path = join(folder, 'graph.grafeo');
  const first = await EmbeddedKnowledgeGraph.open({ path });
  await first.runCypher({ text: 'CREATE (:A)-[:R]->(:C)', parameters: {} });
  await first.runCypher({ text: 'MATCH (n:A) DETACH DELETE n CREATE (:B)', parameters: {} });
  await first.close();
  const second = await EmbeddedKnowledgeGraph.open({ path });
  const summary = await second.runCypher(
    { text: 'MATCH (n) WHERE n:A OR n:B RETURN labels(n) AS l', parameters: {} },
    { onRows: (_, rows) => expect(rows).toEqual([[['B']]]) },
  );
  expect(summary.rowCount).toBe(1);
  await second.close();
  await rm(folder, { recursive: true });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CypherRunOptions } from '../../../src/graph/cypher-runner.js';
import { EmbeddedKnowledgeGraph } from '../../../src/graph/embedded/embedded-knowledge-graph.js';
import { cypherRunnerContract, runCypher } from '../../contracts/cypher-runner.contract.js';

cypherRunnerContract('embedded engine', async () => {
  const graph = await EmbeddedKnowledgeGraph.open({ path: null, clock: () => 42 });
  return { graph, close: () => graph.close() };
});

let graph: EmbeddedKnowledgeGraph;
beforeEach(async () => {
  graph = await EmbeddedKnowledgeGraph.open({ path: null });
});
afterEach(() => graph.close());

const run = (text: string, options?: CypherRunOptions) => runCypher(graph, text, options);

test('a profile runs the statement and has one line a step', async () => {
  await run('CREATE (:A {x: 1})');
  const { plan, rowCount } = await run('MATCH (n:A) RETURN n.x AS x ORDER BY x', { isProfiled: true });
  expect(plan!.split('\n')[0]).toMatch(/^Sort \(x ASC\) +rows=1 +time=/);
  expect(rowCount).toBe(0);
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

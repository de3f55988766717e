import type { CypherRunOptions } from '../../src/graph/cypher-runner.js';
import type { Neo4jKnowledgeGraph } from '../../src/graph/neo4j/neo4j-knowledge-graph.js';
import { cypherRunnerContract, runCypher } from '../contracts/cypher-runner.contract.js';
import { openEmptyNeo4j } from './open-empty-neo4j.js';

cypherRunnerContract('Neo4j', async () => {
  const graph = await openEmptyNeo4j({ clock: () => 42 });
  return { graph, close: () => graph.close() };
});

let graph: Neo4jKnowledgeGraph;
beforeEach(async () => {
  graph = await openEmptyNeo4j();
});
afterEach(() => graph.close());

const run = (text: string, options?: CypherRunOptions) => runCypher(graph, text, options);
const changes = async () => (await graph.changesSince(0, 100)).changes;
const count = async (label: string) => (await run(`MATCH (n:${label}) RETURN count(n) AS n`)).rows[0][0];

test('a statement that manages its transactions itself runs, and the feed hears of it', async () => {
  const batches = 'UNWIND range(1, 10) AS i CALL (i) { CREATE (:A {x: 1 / (9 - i)}) } IN TRANSACTIONS OF 4 ROWS';
  await expect(run(batches)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  expect(await count('A')).toBe(8);
  expect(await changes()).toMatchObject([{ kind: 'bulk' }]);
});

test('read-only refuses procedures that write, which only the server knows', async () => {
  await expect(run("CALL db.createLabel('Made')", { isReadOnly: true })).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    message: expect.stringMatching(/Only reading is allowed/),
  });
  expect((await run('CALL db.labels() YIELD label RETURN label LIMIT 1', { isReadOnly: true })).rowCount).toBe(1);
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

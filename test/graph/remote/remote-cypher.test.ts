import { setTimeout as sleep } from 'node:timers/promises';
import type { CypherRunner, CypherRunOptions } from '../../../src/graph/cypher-runner.js';
import type { RemoteKnowledgeGraph } from '../../../src/graph/remote/remote-knowledge-graph.js';
import { cypherRunnerContract } from '../../contracts/cypher-runner.contract.js';
import { HostedGraph } from './hosted-graph.js';

cypherRunnerContract('a store of another process', async () => {
  const host = await HostedGraph.open({ clock: () => 42 });
  const graph = await host.connect();
  const close = async () => {
    await graph.close();
    await host.close();
  };
  return { graph, close };
});

let hosted: HostedGraph;
let remote: RemoteKnowledgeGraph;
beforeEach(async () => {
  hosted = await HostedGraph.open();
  remote = await hosted.connect();
});
afterEach(async () => {
  await remote.close();
  await hosted.close();
});

/** Everything that a statement gives: its rows, its summary, or its error. */
async function outcomeOf(runner: CypherRunner, text: string, options: CypherRunOptions = {}): Promise<unknown> {
  const rows: unknown[] = [];
  try {
    const summary = await runner.runCypher(
      { text, parameters: { name: '沙丘', big: 2 ** 40, list: [1, 'a', null] } },
      { ...options, onRows: (columns, part) => void rows.push(...part.map((row) => [columns, row])) },
    );
    return { summary, rows };
  } catch (error) {
    return { code: Reflect.get(Object(error), 'code'), message: Reflect.get(Object(error), 'message') };
  }
}

test.each([
  'RETURN 1 AS one, 2.5 AS part, $name AS text, $list AS list, null AS nothing, {a: [true]} AS map',
  'RETURN 9007199254740993 AS beyond, $big AS big',
  "MATCH (a:Item {id: 'a'}) RETURN a",
  'MATCH p = (a:Item)-[r:LIKE_THAT]->(b:Item) RETURN p, r',
  'UNWIND range(1, 5000) AS n RETURN n, n * n',
  'RETURN nope',
  'MATCH (a RETURN a',
])('%s gives the same as in the process that has the store', async (text) => {
  await hosted.graph.runCypher({
    text: "CREATE (:Item {id: 'a', tags: ['x']})-[:LIKE_THAT {weight: 0.5}]->(:Item {id: 'b'})",
    parameters: {},
  });
  expect(await outcomeOf(remote, text)).toEqual(await outcomeOf(hosted.graph, text));
  expect(await outcomeOf(remote, text, { isReadOnly: true })).toEqual(await outcomeOf(hosted.graph, text));
});

test('a statement that writes is refused where only reading is allowed, and else counted', async () => {
  const text = "CREATE (:Item {id: 'a'})";
  expect(await outcomeOf(remote, text, { isReadOnly: true })).toMatchObject({ code: 'INVALID_ARGUMENT' });
  expect(await outcomeOf(remote, text)).toMatchObject({ summary: { nodesCreated: 1 } });
  expect((await hosted.graph.changesSince(0, 10)).changes.map(({ kind }) => kind)).toEqual(['bulk']);
});

test('rows wait for whoever takes them', async () => {
  const sizes: number[] = [];
  const onRows = async (_: readonly string[], rows: readonly unknown[]) => {
    await sleep(5);
    sizes.push(rows.length);
  };
  const { rowCount } = await remote.runCypher(
    { text: 'UNWIND range(1, 10000) AS n RETURN n', parameters: {} },
    { isReadOnly: true, onRows },
  );
  expect(rowCount).toBe(10_000);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(10_000);
});

test('a cancelled statement ends at once, and nothing of it stays', async () => {
  const text = "UNWIND range(1, 200000) AS n CREATE (:Item {id: 'n' + toString(n)})";
  const startedMs = performance.now();
  const cancelled = remote.runCypher({ text, parameters: {} }, { signal: AbortSignal.timeout(50) });
  await expect(cancelled).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
  expect(performance.now() - startedMs).toBeLessThan(2_000);
  // Writes run one after the other, so this one waits for the end of the one before it.
  await remote.runCypher({ text: "CREATE (:Item {id: 'next'})", parameters: {} });
  expect(await outcomeOf(remote, 'MATCH (i:Item) RETURN count(*)')).toMatchObject({ rows: [[['count(*)'], [1]]] });
});

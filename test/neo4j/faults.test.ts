import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { KnowledgeGraph, StatementCall } from '../../src/graph/knowledge-graph.js';
import { Neo4jKnowledgeGraph } from '../../src/graph/neo4j/neo4j-knowledge-graph.js';
import { FaultyProxy } from './faulty-proxy.js';
import { emptyNeo4j, neo4jTarget } from './neo4j-target.js';

const createItems = (...ids: string[]): StatementCall => ({
  key: 'nodes/create-nodes',
  subjectType: 'Item',
  parameters: { rows: ids.map((id) => ({ properties: { id } })) },
});
const countItems: StatementCall = { key: 'nodes/count-nodes', subjectType: 'Item' };
/** Takes the server long enough for anything to happen to it meanwhile. */
const SLOW = 'UNWIND range(1, 100000) AS a UNWIND range(1, 1000) AS b WITH a * b AS c RETURN max(c) AS m';
/** How much later than its deadline a call may end on a busy machine. */
const GRACE_MS = 250;

let proxy: FaultyProxy;
let graph: Neo4jKnowledgeGraph;
/** The same database without the proxy, to see what is really there. */
let direct: KnowledgeGraph;

beforeEach(async () => {
  await emptyNeo4j();
  const target = neo4jTarget();
  proxy = await FaultyProxy.start(target.uri);
  [graph, direct] = await Promise.all([
    Neo4jKnowledgeGraph.open({ ...target, uri: proxy.uri }),
    Neo4jKnowledgeGraph.open(target),
  ]);
});
afterEach(async () => {
  proxy.heal();
  await Promise.all([graph.close(), direct.close()]);
  await proxy.stop();
});

/** What a call fails with, and after how many milliseconds. */
async function failure(call: () => Promise<unknown>) {
  const startedMs = performance.now();
  const error: unknown = await call().then(
    () => null,
    (reason: unknown) => reason,
  );
  return { error, afterMs: performance.now() - startedMs };
}

/** The statements that people's transactions run on the server now. */
async function runningStatements(): Promise<number> {
  const summary = await graph.runCypher({
    text: "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery STARTS WITH 'UNWIND' RETURN currentQuery",
    parameters: {},
  });
  return summary.rowCount;
}

test('a connection that broke while it was idle does no harm', async () => {
  proxy.cut();
  await graph.write([createItems('a')]);
  proxy.cut();
  expect(await graph.read(countItems)).toEqual([{ count: 1 }]);
});

test('a read whose connection breaks is read again', async () => {
  const reading = graph.pages<{ cursor: string }>({ key: 'nodes/page-ids', subjectType: 'Item' }, 100);
  await direct.write([createItems(...Array.from({ length: 500 }, (_, k) => `i${1000 + k}`))]);
  const ids: string[] = [];
  for await (const page of reading) {
    ids.push(...page.map((row) => row.cursor));
    proxy.cut();
  }
  expect(ids).toEqual(Array.from({ length: 500 }, (_, k) => `i${1000 + k}`));
});

test('a server that has gone is told within seconds, and works again once it is back', async () => {
  proxy.leave();
  const { error, afterMs } = await failure(() => graph.read(countItems));
  expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE', message: expect.stringContaining('NEO4J_URI') });
  expect(afterMs).toBeLessThan(10_000);
  proxy.heal();
  expect(await graph.read(countItems)).toEqual([{ count: 0 }]);
});

test('over a half-open connection a call ends at its deadline, and the next ones do too', async () => {
  proxy.stall();
  for (const call of [
    () => graph.read(countItems, { timeoutMs: 400 }),
    () => graph.write([createItems('a')], { timeoutMs: 400 }),
    () => graph.ping({ timeoutMs: 400 }),
    () => graph.runCypher({ text: 'RETURN 1', parameters: {} }, { timeoutMs: 400 }),
  ]) {
    const { error, afterMs } = await failure(call);
    expect(error).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    expect(afterMs).toBeLessThan(400 + GRACE_MS);
  }
  proxy.heal();
  await graph.ping({ timeoutMs: 5_000 });
  expect(await direct.read(countItems)).toEqual([{ count: 0 }]);
});

test('closing does not wait for a connection that is half open', async () => {
  proxy.stall();
  await failure(() => graph.ping({ timeoutMs: 100 }));
  const { afterMs } = await failure(() => graph.close());
  expect(afterMs).toBeLessThan(5_000);
});

test('a write whose commit is never answered is neither acknowledged nor done twice', async () => {
  proxy.loseNextCommitReply();
  const { error } = await failure(() =>
    graph.write([{ key: 'changes/forget-changes', parameters: { until: 0 } }, createItems('a')]),
  );
  expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE', message: expect.stringMatching(/unknown.*Send it again/) });
  expect(await direct.read(countItems)).toEqual([{ count: 1 }]);
});

test('a statement that is cancelled ends on the server within a second', async () => {
  const abort = new AbortController();
  const running = failure(() => graph.runCypher({ text: SLOW, parameters: {} }, { signal: abort.signal }));
  await pause(500);
  expect(await runningStatements()).toBe(1);
  abort.abort();
  expect((await running).error).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
  await pause(1_000);
  expect(await runningStatements()).toBe(0);
});

test('a statement that takes too long ends at its deadline, here and on the server', async () => {
  const { error, afterMs } = await failure(() => graph.runCypher({ text: SLOW, parameters: {} }, { timeoutMs: 500 }));
  expect(error).toMatchObject({ code: 'DEADLINE_EXCEEDED', message: expect.stringContaining('500 ms') });
  expect(afterMs).toBeLessThan(500 + GRACE_MS);
  await pause(1_000);
  expect(await runningStatements()).toBe(0);
});

test('each call tells the server what the calls before it have seen', async () => {
  await graph.write([createItems('a')]);
  const before = proxy.sent.length;
  await graph.read(countItems);
  expect(proxy.sent.slice(before)).toMatch(/bookmarks.*FB:/s);
});

test('a result that is too large for memory is refused, and handed on it takes none', async () => {
  const small = await Neo4jKnowledgeGraph.open({ ...neo4jTarget(), maxResultBytes: 1_000_000 });
  const description = 'x'.repeat(10_000);
  const rows = Array.from({ length: 200 }, (_, k) => ({ properties: { id: `i${k}`, description } }));
  await small.write([{ key: 'nodes/create-nodes', subjectType: 'Item', parameters: { rows } }]);
  const call: StatementCall = { key: 'nodes/page-nodes', subjectType: 'Item', parameters: { after: '', limit: 1_000 } };
  await expect(small.read(call)).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    message: expect.stringMatching(/nodes\/page-nodes.*more than 1 MB.*less/),
  });
  await small.close();
});

test('200 MB pass through a statement without being kept', async () => {
  // What is still in use, and not what merely has not been collected yet.
  setFlagsFromString('--expose-gc');
  const collectGarbage: unknown = runInNewContext('gc');
  const usedBytes = () => {
    if (typeof collectGarbage === 'function') collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  const text =
    "UNWIND range(1, 20000) AS k RETURN k, reduce(t = 'x', n IN range(1, 13) | t + t) + 'xxxxxxxxxx' AS text";
  const before = usedBytes();
  let bytes = 0;
  let mostUsed = 0;
  await graph.runCypher(
    { text, parameters: {} },
    {
      onRows: (_, rows) => {
        for (const [, value] of rows) bytes += String(value).length;
        mostUsed = Math.max(mostUsed, usedBytes() - before);
      },
    },
  );
  expect(bytes).toBeGreaterThan(160_000_000);
  expect(mostUsed).toBeLessThan(100_000_000);
});

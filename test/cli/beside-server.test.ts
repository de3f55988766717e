import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Ontology } from '../../src/domain/ontology.js';
import { GraphReader } from '../../src/graph/graph-reader.js';
import { RemoteConnection } from '../../src/graph/remote/remote-connection.js';
import { RemoteGraphWriter } from '../../src/graph/remote/remote-graph-writer.js';
import { RemoteKnowledgeGraph } from '../../src/graph/remote/remote-knowledge-graph.js';
import { findSocketPath } from '../../src/graph/remote/socket-place.js';
import { askGraphQL } from '../e2e/ask-graphql.js';
import { MainProcess } from '../e2e/main-process.js';
import { item } from '../graph/graph-records.js';
import { dataFolder } from '../ingest/ingest-world.js';
import { type CliEnded, CliProcess, isBuilt } from './cli-process.js';

if (!isBuilt) console.warn('Skipped: dist/ is not built, so no command can be started. Run "npm run build" first.');

const lines = (count: number, line: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => line(n)).join('\n');
const WORLD = {
  'items.csv': `id,domain,title,genres\n${lines(200, (n) => `i${n},film,Title ${n},Genre ${n % 20}|Genre ${n % 7}`)}\n`,
  'relations.csv': `subject,subjectType,predicate,object,objectType\n${lines(600, (n) => `i${n % 200},item,ABOUT,topic:${n % 97},entity`)}\n`,
  'interactions.csv': `user,item,kind,at\n${lines(3_000, (n) => `u${n % 100},i${(n * 7 + (n % 13)) % 200},like,${1_700_000_000 + n}`)}\n`,
};
/** Enough events that a command can be stopped in the middle of them. */
const MANY_EVENTS = 40_000;
/** A folder of so many events that a command can be stopped in the middle of them; other rounds have other events. */
const manyEvents = (round: number) =>
  dataFolder({
    'interactions.csv': `user,item,kind,at\n${lines(MANY_EVENTS, (n) => `u${n % 100},i${(n * 11) % 200},view,${1_500_000_000 + round * MANY_EVENTS + n}`)}\n`,
  });

let work = '';
let dataDir = '';
let server: MainProcess;
let url = '';

async function serve(): Promise<void> {
  server = new MainProcess(dataDir);
  ({ url } = await server.serving());
}

async function run(...args: string[]): Promise<CliEnded> {
  return new CliProcess(dataDir, args).ended;
}

async function answerOf(...args: string[]) {
  const { code, stdout, stderr } = await run(...args, '--json');
  expect([code, stderr.replace(/^(Run "isthmus train"|training:|ranker,).*\n/gm, '')]).toEqual([0, '']);
  return JSON.parse(stdout);
}

const ask = (query: string) => askGraphQL(url, query);

async function exported(): Promise<Record<string, string>> {
  const folder = await mkdtemp(join(work, 'export-'));
  expect((await run('export', folder)).code).toBe(0);
  const names = await readdir(folder);
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)),
  );
}

async function connect(): Promise<RemoteConnection> {
  const path = await findSocketPath(dataDir);
  const connection = path === null ? null : await RemoteConnection.open(path);
  if (connection === null) throw new Error('The server has no socket.');
  return connection;
}

/** How many events the graph of the running server holds. */
async function eventCount(): Promise<number> {
  const graph = new RemoteKnowledgeGraph(await connect());
  const { interactions } = await new GraphReader(graph).counts();
  await graph.close();
  return interactions;
}

/** Writes items through the server one by one until that fails; resolves with those that were acknowledged, and the failure. */
async function writeUntilTheEnd(): Promise<{ readonly acknowledged: string[]; readonly failure: unknown }> {
  const writer = new RemoteGraphWriter(await connect(), new Ontology());
  const acknowledged: string[] = [];
  for (let n = 0; ; n++) {
    try {
      await writer.upsertItems([item(`acknowledged-${n}`)]);
      acknowledged.push(`acknowledged-${n}`);
    } catch (failure) {
      return { acknowledged, failure };
    }
  }
}

/** An ingest of many events, once the first of them are in the graph. */
async function ingestInTheMiddle(folder: string): Promise<CliProcess> {
  const before = await eventCount();
  const ingest = new CliProcess(dataDir, ['ingest', folder]);
  while ((await eventCount()) === before) await sleep(10);
  return ingest;
}

(isBuilt ? describe : describe.skip)('commands beside a running server', () => {
  beforeAll(async () => {
    process.env.ISTHMUS_DEMO = 'false';
    work = await mkdtemp(join(tmpdir(), 'isthmus-beside-'));
    dataDir = join(work, 'var');
    await serve();
  }, 120_000);
  afterAll(async () => {
    await server.kill('SIGKILL');
    await rm(work, { recursive: true });
  });

  test('ingest writes through the server, whose next answer shows it', async () => {
    const report = await answerOf('ingest', await dataFolder(WORLD));
    expect(report.totals).toMatchObject({ rejected: 0 });
    expect(
      await ask('{ item(id: "i7") { title } user(id: "u1") { history(first: 1) { edges { node { kind } } } } }'),
    ).toEqual({
      item: { title: 'Title 7' },
      user: { history: { edges: [{ node: { kind: 'LIKE' } }] } },
    });
    const trending = await ask(
      '{ recommendations(input: { userId: "u1" }, first: 5) { isColdStart edges { node { key } } } }',
    );
    expect(trending.recommendations.isColdStart).toBe(false);
    expect(trending.recommendations.edges).toHaveLength(5);
  }, 120_000);

  test('stats counts what the server holds', async () => {
    expect(await answerOf('stats')).toMatchObject({ nodes: { Item: 200, User: 100 }, interactions: 3_000 });
  }, 120_000);

  test("a statement that writes is in the server's next answer, whatever it writes", async () => {
    const titleOf = async () => (await ask('{ item(id: "i7") { title } }')).item.title;
    expect((await run('cypher', '-e', "MATCH (i:Item {id: 'i7'}) SET i.title = 'Another title'")).code).toBe(0);
    expect(await titleOf()).toBe('Another title');
    const similarTo = async (id: string) => {
      const { item } = await ask(`{ item(id: "${id}") { similar(first: 100) { edges { node { key } } } } }`);
      return item.similar.edges.map(({ node }: { node: { key: string } }) => node.key);
    };
    expect(await similarTo('i8')).toContain('i9');
    expect((await run('cypher', '-e', "MATCH (i:Item {id: 'i9'}) DETACH DELETE i")).code).toBe(0);
    expect(await similarTo('i8')).not.toContain('i9');
    expect(await ask('{ item(id: "i9") { title } }')).toEqual({ item: null });
    const restored = await answerOf('ingest', await dataFolder(WORLD));
    expect(restored.totals).toMatchObject({ rejected: 0 });
    expect(await similarTo('i8')).toContain('i9');
    expect(await titleOf()).toBe('Title 7');
  }, 120_000);

  test('train hands the models that it has trained to the server', async () => {
    const { modelVersion } = await answerOf('train', '--quick');
    expect(modelVersion).not.toMatch(/unfitted/);
    const { recommendations } = await ask('{ recommendations(input: { userId: "u1" }, first: 1) { modelVersion } }');
    expect(recommendations).toEqual({ modelVersion });
  }, 120_000);

  test('recommend, similar and explain answer as the server does', async () => {
    const [own, similar, explained, { recommendations, item, explain }] = await Promise.all([
      answerOf('recommend', '--user', 'u1', '--first', '5'),
      answerOf('similar', '--item', 'i3', '--first', '5'),
      answerOf('explain', '--user', 'u1', '--item', 'i3'),
      ask(`{
        recommendations(input: { userId: "u1" }, first: 5) { modelVersion edges { score reasons node { key } } }
        item(id: "i3") { similar(first: 5) { edges { node { key } } } }
        explain(itemId: "i3", userId: "u1") { ... on Explanation { score reasons } }
      }`),
    ]);
    expect(own.modelVersion).toBe(recommendations.modelVersion);
    for (const [n, { score, reasons, node }] of recommendations.edges.entries()) {
      expect(own.items[n].itemId).toBe(node.key);
      expect(own.items[n].score).toBeCloseTo(score, 6);
      expect(own.items[n].explanation.reasons[0]).toBe(reasons[0]);
    }
    expect(similar.items.map((entry: { itemId: string }) => entry.itemId)).toEqual(
      item.similar.edges.map(({ node }: { node: { key: string } }) => node.key),
    );
    expect(explained.score).toBeCloseTo(explain.score, 6);
    expect(explained.reasons).toEqual(explain.reasons);
  }, 120_000);

  test("errors of the server are the command's, in one line", async () => {
    const { code, stderr } = await run('similar', '--item', 'nothing');
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^isthmus: .*nothing.*\n$/)]);
  }, 120_000);

  test('a second server is still refused', async () => {
    const { code, stderr } = await run('serve', '--port', '0');
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^isthmus: .* is open in another process\..*\n$/)]);
  }, 120_000);

  test('two ingests of the same data at once write it once', async () => {
    const before = await eventCount();
    const folder = await dataFolder({
      'interactions.csv': `user,item,kind,at\n${lines(12_000, (n) => `u${n % 100},i${n % 200},view,${1_650_000_000 + n}`)}\n`,
    });
    const [first, second] = await Promise.all([answerOf('ingest', folder), answerOf('ingest', folder)]);
    expect(first.totals.new + second.totals.new).toBe(12_000);
    expect(first.totals.duplicate + second.totals.duplicate).toBe(12_000);
    expect(await eventCount()).toBe(before + 12_000);
  }, 120_000);

  test('Ctrl-C stops an ingest, and the server goes on', async () => {
    const before = await eventCount();
    const { code, stderr } = await (await ingestInTheMiddle(await manyEvents(1))).kill('SIGINT');
    expect([code, stderr]).toEqual([130, expect.stringContaining('interrupted')]);
    const after = await eventCount();
    expect(after).toBeLessThan(before + MANY_EVENTS);
    // What is still on its way when the command ends would come in a moment later.
    await sleep(300);
    expect(await eventCount()).toBe(after);
  }, 120_000);

  test('a killed ingest leaves what was acknowledged, and a server that goes on', async () => {
    const before = await eventCount();
    expect((await (await ingestInTheMiddle(await manyEvents(2))).kill('SIGKILL')).code).toBeNull();
    await sleep(300);
    const after = await eventCount();
    expect(after).toBeGreaterThan(before);
    await expect(ask('{ user(id: "u1") { history(first: 1) { edges { node { kind } } } } }')).resolves.toBeDefined();
  }, 120_000);

  test('a killed server ends an ingest with a line that says so; the next one has what was acknowledged', async () => {
    const before = await eventCount();
    const written = writeUntilTheEnd();
    const folder = await manyEvents(3);
    const ingest = await ingestInTheMiddle(folder);
    await server.kill('SIGKILL');
    const killedMs = performance.now();
    const { code, stderr } = await ingest.ended;
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/^isthmus: The process that has the graph store open has ended/),
    ]);
    expect(performance.now() - killedMs).toBeLessThan(5_000);
    const { acknowledged, failure } = await written;
    expect(failure).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(acknowledged.length).toBeGreaterThan(0);
    // Nobody serves: the same command opens the store itself, whatever the dead server has left behind.
    const kept = (await answerOf('stats')).interactions;
    expect(kept).toBeGreaterThan(before);
    await serve();
    const graph = new RemoteKnowledgeGraph(await connect());
    expect([...(await new GraphReader(graph).items(acknowledged)).keys()]).toHaveLength(acknowledged.length);
    await graph.close();
    const totals = (await answerOf('ingest', folder)).totals;
    expect(totals.new + totals.duplicate).toBe(MANY_EVENTS);
    expect(await eventCount()).toBe(kept + totals.new);
  }, 120_000);

  test('export writes the same beside a server as without one', async () => {
    const beside = await exported();
    expect(await server.kill('SIGTERM')).toEqual({ code: 0, stderr: '' });
    expect(await findSocketPath(dataDir)).toBeNull();
    expect(await exported()).toEqual(beside);
  }, 120_000);

  test('commands without a server take turns', async () => {
    const before = (await answerOf('stats')).interactions;
    const ingest = new CliProcess(dataDir, ['ingest', await manyEvents(4)]);
    // The engine keeps this folder while the store is open. To look opens nothing, so that nobody waits for the test.
    while (!existsSync(join(dataDir, 'graph.grafeo.wal'))) await sleep(10);
    const { code, stdout, stderr } = await run('stats', '--json');
    expect([code, stderr]).toEqual([0, 'isthmus: another command has the store open; waiting for its end.\n']);
    expect(JSON.parse(stdout).interactions).toBe(before + MANY_EVENTS);
    expect((await ingest.ended).code).toBe(0);
  }, 120_000);
});

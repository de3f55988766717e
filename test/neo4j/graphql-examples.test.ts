import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openIsthmus } from '../../src/app.js';
import { readConfig } from '../../src/config/config.js';
import { createDemoWorld } from '../../src/demo/create-demo-world.js';
import { GraphSink } from '../../src/ingest/graph-sink.js';
import { exampleOperations } from '../../src/server/pages/example-operations.js';
import { WORLD_FOLDER } from '../demo/world-files.js';
import { MainProcess } from '../e2e/main-process.js';
import { emptyNeo4j, neo4jTarget } from './neo4j-target.js';

const TIMEOUT_MS = 600_000;
const FAST = { trials: 3, tuning: { users: 60, pairs: 0 }, ranker: { users: 60, pairs: 0 } };
/** What names a place in one server's own list, is signed with the time, or is a time. */
const OWN = new Set(['recommendationId', 'cursor', 'endCursor', 'startCursor', 'readAt']);

const { uri, user, password, database } = neo4jTarget();
const neo4j = {
  ISTHMUS_STORE: 'neo4j',
  NEO4J_URI: uri,
  NEO4J_USER: user,
  NEO4J_PASSWORD: password,
  NEO4J_DATABASE: database,
};
const started: MainProcess[] = [];
let work: string;
let urls: string[];
let digests: string[];

beforeAll(async () => {
  await emptyNeo4j();
  work = await mkdtemp(join(tmpdir(), 'isthmus-parity-'));
  const nowMs = Date.now();
  const folders = { embedded: join(work, 'embedded'), neo4j: join(work, 'neo4j') };
  digests = [];
  for (const [folder, environment] of [
    [folders.embedded, {}],
    [folders.neo4j, neo4j],
  ] as const) {
    const isEmbedded = folder === folders.embedded;
    await mkdir(folder);
    const config = readConfig({ ISTHMUS_DATA_DIR: folder, ...environment });
    const isthmus = await openIsthmus(config, { recommends: isEmbedded });
    const { writer, reader, ontology } = isthmus;
    await createDemoWorld(new GraphSink(writer, reader, ontology), { folder: WORLD_FOLDER, nowMs });
    digests.push(await reader.digest());
    if (isEmbedded) await isthmus.train(FAST);
    await isthmus.close();
  }
  for (const part of ['models', 'trainings']) {
    await cp(join(folders.embedded, part), join(folders.neo4j, part), { recursive: true });
  }
  urls = [];
  for (const [folder, environment] of [
    [folders.embedded, {}],
    [folders.neo4j, neo4j],
  ] as const) {
    const main = new MainProcess(folder, { ISTHMUS_WORKERS: '0', ...environment });
    started.push(main);
    urls.push((await main.serving()).url);
  }
}, TIMEOUT_MS);
afterAll(async () => {
  await Promise.all(started.map((main) => main.kill('SIGTERM')));
  await rm(work, { recursive: true });
});

async function ask(url: string, query: string): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

/** An answer with scores to six digits and without what is the server's own. */
function comparable(answer: unknown): unknown {
  const text = JSON.stringify(answer, (name, value: unknown) => {
    if (OWN.has(name)) return 'own';
    return typeof value === 'number' && !Number.isInteger(value) ? value.toPrecision(6) : value;
  });
  return JSON.parse(text);
}

test('the demo world is the same graph on both engines', () => {
  expect(digests[1]).toBe(digests[0]);
});

/** A training that is begun is the server's own, and subscriptions are not answered over HTTP. */
const compared = exampleOperations().filter(({ text }) => !/startTraining|^subscription/m.test(text));

test.each(compared)('$fileName gets the same answer from both engines', async ({ text }) => {
  // At the same moment, because some scores depend on how long ago something was.
  const [ours, theirs] = await Promise.all(urls.map((url) => ask(url, text)));
  expect(ours).toMatchObject({ data: expect.any(Object) });
  expect(ours).not.toHaveProperty('errors');
  expect(comparable(theirs)).toEqual(comparable(ours));
});

test('both servers say that they are ready, and stop cleanly', async () => {
  for (const url of urls) expect((await fetch(new URL('/ready', url))).status).toBe(200);
  for (const main of started) expect(await main.kill('SIGTERM')).toEqual({ code: 0, stderr: '' });
});

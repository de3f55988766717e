import { appendFile, cp, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ontology } from '../../src/domain/ontology.js';
import { EmbeddedKnowledgeGraph } from '../../src/graph/embedded/embedded-knowledge-graph.js';
import { GraphReader } from '../../src/graph/graph-reader.js';
import { GraphWriter } from '../../src/graph/graph-writer.js';
import { feedbackEvent, feedbackItems, openFaultWorld } from './fault-world.js';
import { holdingChild, killedChild } from './killed-child.js';

let folder = '';
let path = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isthmus-damage-'));
  path = join(folder, 'graph');
});
afterEach(() => rm(folder, { recursive: true }));

async function filledStore(): Promise<void> {
  const { graph, writer } = await openFaultWorld(path);
  await writer.upsertItems(feedbackItems());
  const events = Array.from({ length: 2_000 }, (_, n) => feedbackEvent(n));
  await writer.recordInteractions(events, { createMissingUsers: true });
  await graph.close();
}

const openError = () =>
  EmbeddedKnowledgeGraph.open({ path }).then(
    (graph) => graph.close().then(() => null),
    (error: unknown) => error,
  );

test('a store that another process has open is STORE_LOCKED, and can be opened when that process is gone', async () => {
  await filledStore();
  const release = await holdingChild(path);
  const error = await openError();
  await release();
  expect(error).toMatchObject({
    code: 'STORE_LOCKED',
    message: expect.stringMatching(/open in another process.*Stop that process.*ISTHMUS_DATA_DIR/),
    cause: expect.anything(),
  });
  expect(await openError()).toBeNull();
});

test('a file that is not a store is STORE_CORRUPT, and the message says what to do', async () => {
  await writeFile(path, 'id,domain,title\n'.repeat(1_000));
  expect(await openError()).toMatchObject({
    code: 'STORE_CORRUPT',
    message: expect.stringMatching(/graph cannot be opened because its files are damaged\. Restore them from a backup/),
    cause: expect.anything(),
  });
});

test('a store that was cut short is STORE_CORRUPT', async () => {
  await filledStore();
  await truncate(path, Math.floor((await stat(path)).size / 2));
  expect(await openError()).toMatchObject({ code: 'STORE_CORRUPT' });
});

test('flipped bytes anywhere in a store are STORE_CORRUPT or harmless, never a graph with other facts', async () => {
  await filledStore();
  const bytes = await readFile(path);
  const digest = await digestOf();
  const outcomes = new Set<string>();
  for (let part = 0; part < 12; part++) {
    const damaged = Buffer.from(bytes);
    const start = Math.floor((damaged.length * part) / 12);
    for (let k = start; k < Math.min(start + 64, damaged.length); k++) damaged[k] ^= 0xa5;
    await rm(`${path}.wal`, { recursive: true, force: true });
    await writeFile(path, damaged);
    const error = await openError();
    outcomes.add(error === null ? await digestOf() : String(Reflect.get(Object(error), 'code')));
  }
  // Bytes that no part of the graph uses may be anything; whether there are any among those flipped is chance.
  outcomes.delete(digest);
  expect(outcomes).toEqual(new Set(['STORE_CORRUPT']));
});

async function digestOf(): Promise<string> {
  const { graph } = await openFaultWorld(path);
  const digest = await new GraphReader(graph).digest();
  await graph.close();
  return digest;
}

async function newestLog(): Promise<string> {
  const names = (await readdir(`${path}.wal`)).filter((name) => name.endsWith('.log')).sort();
  return join(`${path}.wal`, names[names.length - 1]);
}

test('a log with damage before its end is STORE_CORRUPT', async () => {
  const graph = await EmbeddedKnowledgeGraph.open({ path });
  const writer = new GraphWriter({ graph, ontology: new Ontology(), clock: () => 0 });
  await writer.upsertItems(feedbackItems());
  for (let n = 0; n < 60; n++) {
    await writer.recordInteractions([feedbackEvent(n)], { createMissingUsers: true });
    // The engine marks in its log what it has synced itself, every 100 ms; damage before such a mark is no torn end.
    if (n % 20 === 19) await new Promise((resolve) => setTimeout(resolve, 150));
  }
  const copy = join(folder, 'copy');
  await cp(path, copy);
  await cp(`${path}.wal`, `${copy}.wal`, { recursive: true });
  await graph.close();
  path = copy;
  const log = await newestLog();
  const bytes = await readFile(log);
  bytes.fill(0xa5, Math.floor(bytes.length / 3), Math.floor(bytes.length / 3) + 16);
  await writeFile(log, bytes);
  expect(await openError()).toMatchObject({ code: 'STORE_CORRUPT' });
});

test('a log that ends in half a record, as after a power cut, opens without that record', async () => {
  await filledStore();
  const acknowledged = await killedChild('feedback', path, 5_000, { after: 'first write', delayMs: 100 });
  await appendFile(await newestLog(), Buffer.from([1, 2, 3]));
  const { graph, writer } = await openFaultWorld(path);
  const again = await writer.recordInteractions(acknowledged.map(feedbackEvent));
  expect(new Set(again)).toEqual(new Set(['duplicate']));
  await graph.close();
});

test('a path that cannot hold a store is STORE_UNAVAILABLE and names the path, not a damaged store', async () => {
  await writeFile(join(folder, 'file'), '');
  path = join(folder, 'file', 'graph');
  expect(await openError()).toMatchObject({ code: 'STORE_UNAVAILABLE', message: expect.stringContaining(path) });
});

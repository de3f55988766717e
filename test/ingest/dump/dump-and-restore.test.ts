import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ontology } from '../../../src/domain/ontology.js';
import { EmbeddedKnowledgeGraph } from '../../../src/graph/embedded/embedded-knowledge-graph.js';
import { GraphReader } from '../../../src/graph/graph-reader.js';
import { GraphWriter } from '../../../src/graph/graph-writer.js';
import { dumpOf } from '../../../src/graph/store-dump.js';
import { dumpStore } from '../../../src/ingest/dump/dump-store.js';
import { restoreStore } from '../../../src/ingest/dump/restore-store.js';
import { migrateGraph } from '../../../src/ingest/migrate/migrate-graph.js';
import { HostedGraph } from '../../graph/remote/hosted-graph.js';
import { awkwardWorld } from '../export/awkward-world.js';
import { NOW_MS } from '../ingest-world.js';

describe('a dump', () => {
  let folder: string;
  let graph: EmbeddedKnowledgeGraph;
  let file: string;
  let storePath: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isthmus-dump-'));
    graph = await EmbeddedKnowledgeGraph.open({ path: join(folder, 'graph') });
    const world = await awkwardWorld();
    await migrateGraph({ source: world.graph, target: graph, nowMs: () => NOW_MS });
    await world.close();
    file = join(folder, 'copy.dump');
    storePath = join(folder, 'elsewhere', 'graph');
  });
  afterEach(async () => {
    await graph.close();
    await rm(folder, { recursive: true });
  });

  const restored = () => restoreStore({ file, storePath, open: (path) => EmbeddedKnowledgeGraph.open({ path }) });

  test('opens elsewhere as an equal store, with its change feed', async () => {
    expect(await dumpStore(graph, file)).toBe((await stat(file)).size);
    expect(await restored()).toMatchObject({ nodes: { Item: 11, User: 11 }, interactions: 12 });
    expect(await readdir(join(folder, 'elsewhere'))).toEqual(['graph']);
    const copy = await EmbeddedKnowledgeGraph.open({ path: storePath });
    expect(await new GraphReader(copy).digest()).toBe(await new GraphReader(graph).digest());
    expect(await copy.changesSince(0, 10)).toEqual(await graph.changesSince(0, 10));
    await copy.close();
  });

  test('holds what was committed before it, and the store goes on', async () => {
    const writer = new GraphWriter({ graph, ontology: new Ontology(), clock: () => NOW_MS });
    await writer.upsertUsers([{ id: 'before', attributes: {} }]);
    const digest = await new GraphReader(graph).digest();
    const [, report] = await Promise.all([graph.dump(file), writer.upsertUsers([{ id: 'after', attributes: {} }])]);
    expect(report.created).toBe(1);
    expect(await restored()).toMatchObject({ nodes: { User: 12 } });
    const copy = await EmbeddedKnowledgeGraph.open({ path: storePath });
    expect(await new GraphReader(copy).digest()).toBe(digest);
    await copy.close();
  });

  test('is readable by its owner alone', async () => {
    await dumpStore(graph, file);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test('never takes the place of a file', async () => {
    await writeFile(file, 'mine');
    await expect(dumpStore(graph, file)).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: `The file ${file} already exists. Choose another name.`,
    });
    expect(await readFile(file, 'utf8')).toBe('mine');
  });

  test('says that its folder is missing', async () => {
    await expect(dumpStore(graph, join(folder, 'no', 'copy'))).rejects.toMatchObject({
      message: `The folder ${join(folder, 'no')} does not exist. Make it first.`,
    });
  });

  test('is not restored over a store', async () => {
    await dumpStore(graph, file);
    await restored();
    await expect(restored()).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: expect.stringContaining(`There is a store already: ${storePath}.`),
    });
  });

  test.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['a text', () => Buffer.from('id,domain,title\n')],
    ['empty', () => Buffer.alloc(0)],
  ])('that is %s is refused and leaves nothing behind', async (_, damage) => {
    await dumpStore(graph, file);
    await writeFile(file, damage(await readFile(file)));
    await expect(restored()).rejects.toMatchObject({
      code: 'STORE_CORRUPT',
      message: `${file} is no dump of a store, or it is damaged. Take another one.`,
    });
    expect(await readdir(join(folder, 'elsewhere'))).toEqual([]);
  });
});

test('a store that another process has open is dumped through its socket', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'isthmus-dump-'));
  const hosted = await HostedGraph.open({ path: join(folder, 'graph') });
  const world = await awkwardWorld();
  await migrateGraph({ source: world.graph, target: hosted.graph, nowMs: () => NOW_MS });
  const remote = await hosted.connect();
  await dumpStore(dumpOf(remote), join(folder, 'copy.dump'));
  await remote.close();
  const copy = await EmbeddedKnowledgeGraph.open({ path: join(folder, 'copy.dump') });
  expect(await new GraphReader(copy).digest()).toBe(await world.reader.digest());
  await Promise.all([copy.close(), hosted.close(), world.close()]);
  await rm(folder, { recursive: true });
});

test('a store that is no file is not dumped, and the error says what to do', () => {
  expect(() => dumpOf({})).toThrow(/Only the embedded store can be dumped.*neo4j-admin/);
});

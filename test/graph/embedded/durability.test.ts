import { mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ontology } from '../../../src/domain/ontology.js';
import { EmbeddedKnowledgeGraph } from '../../../src/graph/embedded/embedded-knowledge-graph.js';
import { LogSync } from '../../../src/graph/embedded/log-sync.js';
import { GraphWriter } from '../../../src/graph/graph-writer.js';
import { eventFromBeforeSituations } from '../../contracts/statements.contract.js';
import { event, item } from '../graph-records.js';

let folder = '';
let path = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isthmus-durable-'));
  path = join(folder, 'graph');
});
afterEach(() => rm(folder, { recursive: true }));

async function openWriter() {
  const graph = await EmbeddedKnowledgeGraph.open({ path });
  return { graph, writer: new GraphWriter({ graph, ontology: new Ontology(), clock: () => 0 }) };
}

test('a write that cannot be forced to disk is not acknowledged, and the store takes no more until it is opened again', async () => {
  const { graph, writer } = await openWriter();
  await writer.upsertItems([item('i1')]);
  await rename(`${path}.wal`, join(folder, 'elsewhere'));
  const refused = { code: 'STORE_UNAVAILABLE', message: expect.stringMatching(/disk.*[Ss]tart again/) };
  await expect(writer.upsertItems([item('i2')])).rejects.toMatchObject(refused);
  await rename(join(folder, 'elsewhere'), `${path}.wal`);
  await expect(writer.upsertItems([item('i3')])).rejects.toMatchObject(refused);
  await expect(graph.ping()).rejects.toMatchObject(refused);
  await graph.close();
  const again = await openWriter();
  expect(await again.writer.upsertItems([item('i1')])).toMatchObject({ unchanged: 1 });
  await again.graph.close();
});

test('nothing of a deleted user is left in the files of a store that was closed', async () => {
  const first = await openWriter();
  await first.writer.upsertItems([item('i1')]);
  const secret = event({ userId: 'user-zq81', eventId: 'event-zq82', context: { note: 'remark-zq83' } });
  await first.writer.recordInteractions([secret, event({ userId: 'other' })], { createMissingUsers: true });
  await first.writer.upsertUsers([{ id: 'user-zq81', attributes: { city: 'city-zq84' } }]);
  await first.graph.close();
  const second = await openWriter();
  await second.writer.deleteUser('user-zq81');
  await second.graph.close();
  const third = await openWriter();
  expect(await third.writer.recordInteractions([event({ userId: 'other' })])).toEqual(['duplicate']);
  expect(await third.writer.recordInteractions([secret])).toEqual(['unknown-user']);
  await third.graph.close();
  for (const name of await readdir(folder, { recursive: true })) {
    const bytes = await readFile(join(folder, name)).catch(() => Buffer.alloc(0));
    expect(bytes.toString('latin1').match(/zq8\d/g)).toBeNull();
  }
});

test('opening a store of an older version tells what was upgraded, once', async () => {
  const toldByOpening = async (): Promise<string[]> => {
    const told: string[] = [];
    await (await EmbeddedKnowledgeGraph.open({ path, onSchemaChange: (change) => told.push(change) })).close();
    return told;
  };
  expect(await toldByOpening()).toEqual([]);
  const { graph, writer } = await openWriter();
  await writer.upsertItems([item('i1')]);
  await graph.write([
    ...eventFromBeforeSituations('u1', 'i1', 'e1', { context_weather: 'sunny' }),
    { key: 'schema/save-version', parameters: { version: 1 } },
  ]);
  await graph.close();
  expect(await toldByOpening()).toEqual(['events that got their situation: 1']);
  expect(await toldByOpening()).toEqual([]);
});

describe('log sync', () => {
  test('a caller that comes while a sync runs waits for the one after it, and such callers share it', async () => {
    const log = new LogSync(folder);
    const order: string[] = [];
    const first = log.sync().then(() => order.push('first'));
    const second = log.sync().then(() => order.push('second'));
    const third = log.sync().then(() => order.push('third'));
    await Promise.all([first, second, third]);
    expect(order).toEqual(['first', 'second', 'third']);
  });

  test('after a sync that failed the next one tries again', async () => {
    const log = new LogSync(join(folder, 'later'));
    const failed = log.sync();
    const waiting = log.sync();
    await expect(failed).rejects.toThrow(/ENOENT/);
    await expect(waiting).rejects.toThrow(/ENOENT/);
    await rename(await mkdtemp(join(folder, 'x-')), join(folder, 'later'));
    await expect(log.sync()).resolves.toBeUndefined();
  });
});

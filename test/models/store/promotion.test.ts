import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ModelStore, type ModelToSave } from '../../../src/models/store/model-store.js';

const NAME = 'ranker';
const FORCED = { reason: 'Somebody wanted it.', isForced: true, comparison: null };
const model = (byte: number): ModelToSave => ({
  name: NAME,
  dataFingerprint: 'abc',
  hyperParameters: {},
  metrics: {},
  inputs: [],
  outputs: [],
  files: new Map([['model.onnx', Uint8Array.of(byte)]]),
});

let folder: string;
let store: ModelStore;
let nowMs: number;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isthmus-promotion-'));
  nowMs = Date.UTC(2026, 0, 1);
  store = new ModelStore({ folder, keptVersions: 2, clock: () => nowMs++ });
});
afterEach(() => rm(folder, { recursive: true }));

async function saved(count: number): Promise<string[]> {
  const versions: string[] = [];
  for (let n = 0; n < count; n++) versions.push((await store.save(model(n))).version);
  return versions;
}

test('a store that has promoted nothing serves the newest version, one that has serves the promoted', async () => {
  expect(await store.served(NAME)).toBeNull();
  const [first, second] = await saved(2);
  expect(await store.served(NAME)).toBe(second);
  await store.promote(NAME, first, FORCED);
  expect(await store.served(NAME)).toBe(first);
  const { version } = await store.save(model(9));
  expect([await store.latest(NAME), await store.served(NAME)]).toEqual([version, first]);
});

test('a pinned version keeps serving when a newer one is saved', async () => {
  await store.pin(NAME);
  expect(await store.pointer(NAME)).toBeNull();
  const [first] = await saved(1);
  await store.pin(NAME);
  await saved(1);
  expect(await store.served(NAME)).toBe(first);
});

test('the pointer and the manifest tell why a version serves, and the pointer which one did before', async () => {
  const [first, second] = await saved(2);
  const comparison = {
    against: first,
    metric: 'ndcg@20',
    users: 40,
    candidate: 0.3,
    serving: 0.2,
    difference: 0.1,
    low: 0.05,
    high: 0.15,
  };
  await store.promote(NAME, first, FORCED);
  await store.promote(NAME, second, { reason: 'It is better.', isForced: false, comparison });
  expect(await store.pointer(NAME)).toMatchObject({ version: second, previous: first, reason: 'It is better.' });
  const { promotions } = await store.manifest(NAME, second);
  expect(promotions).toEqual([{ atMs: expect.any(Number), reason: 'It is better.', isForced: false, comparison }]);
  expect((await store.manifest(NAME, first)).promotions).toMatchObject([{ isForced: true }]);
});

test('rolling back twice changes the two versions back and forth', async () => {
  const [first, second] = await saved(2);
  await expect(store.rollback(NAME)).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    message: `No version of ranker has served before the present one. Promote one of those that are there: ${first}, ${second}.`,
  });
  await store.promote(NAME, first, FORCED);
  await store.promote(NAME, second, FORCED);
  expect(await store.rollback(NAME)).toMatchObject({ version: first, previous: second });
  expect(await store.rollback(NAME)).toMatchObject({ version: second, previous: first });
});

test('promoting what serves already keeps the way back', async () => {
  const [first, second] = await saved(2);
  await store.promote(NAME, first, FORCED);
  await store.promote(NAME, second, FORCED);
  expect(await store.promote(NAME, second, FORCED)).toMatchObject({ version: second, previous: first });
});

test('however many versions come, the served and the previous one are never deleted', async () => {
  const [first, second] = await saved(2);
  await store.promote(NAME, first, FORCED);
  await store.promote(NAME, second, FORCED);
  const later = await saved(5);
  expect(await store.versions(NAME)).toEqual([first, second, ...later.slice(-2)]);
  for (const version of [first, second]) {
    await expect(store.remove(NAME, version)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  }
  await store.remove(NAME, later[4]);
  expect(await store.versions(NAME)).toEqual([first, second, later[3]]);
});

test('a version whose files are damaged is not promoted, and what served goes on', async () => {
  const [first, second] = await saved(2);
  await store.promote(NAME, first, FORCED);
  await writeFile(join(folder, NAME, second, 'model.onnx'), 'x');
  await expect(store.promote(NAME, second, FORCED)).rejects.toMatchObject({ code: 'MODEL_INVALID' });
  await expect(store.promote(NAME, 'unknown', FORCED)).rejects.toMatchObject({ code: 'MODEL_INVALID' });
  await expect(store.promote(NAME, '../../etc', FORCED)).rejects.toMatchObject({ code: 'MODEL_INVALID' });
  expect(await store.served(NAME)).toBe(first);
});

test('without the folder of the promoted version the one before serves, and without that the newest', async () => {
  const [first, second] = await saved(2);
  await store.promote(NAME, first, FORCED);
  await store.promote(NAME, second, FORCED);
  const [third] = await saved(1);
  await rm(join(folder, NAME, second), { recursive: true });
  expect(await store.served(NAME)).toBe(first);
  await rm(join(folder, NAME, first), { recursive: true });
  expect(await store.served(NAME)).toBe(third);
});

test.each(['', '{', '{"format":1,"version":"../x"}', '{"format":2}'])(
  'a damaged pointer (%j) is an error that says what to do',
  async (text) => {
    const [only] = await saved(1);
    await writeFile(join(folder, NAME, 'current.json'), text);
    await expect(store.served(NAME)).rejects.toMatchObject({
      code: 'MODEL_INVALID',
      message: expect.stringMatching(/current\.json does not say which version serves\. Delete it/),
    });
    await rm(join(folder, NAME, 'current.json'));
    expect(await store.served(NAME)).toBe(only);
  },
);

test('neither files nor links are versions or models', async () => {
  const [only] = await saved(1);
  await store.promote(NAME, only, FORCED);
  await symlink(join(folder, NAME, only), join(folder, NAME, 'zz-link'));
  await writeFile(join(folder, NAME, 'zz-file'), '');
  await symlink(join(folder, NAME), join(folder, 'link'));
  expect(await store.versions(NAME)).toEqual([only]);
  expect(await store.names()).toEqual([NAME]);
});

test('when the disk is full the error says so, and every version that was there stays', async () => {
  const versions = await saved(2);
  await store.promote(NAME, versions[0], FORCED);
  const full = new ModelStore({
    folder,
    keptVersions: 1,
    clock: () => nowMs++,
    writeFolder: async () => {
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    },
  });
  await expect(full.save(model(7))).rejects.toMatchObject({
    code: 'MODEL_NOT_SAVED',
    message: expect.stringMatching(/ranker.*The disk is full: make room, and try again; .* stay as they are\.$/),
  });
  expect(await store.versions(NAME)).toEqual(versions);
  expect((await store.load(NAME, versions[0])).manifest.version).toBe(versions[0]);
});

test('promoting leaves nothing behind but the pointer', async () => {
  const [only] = await saved(1);
  await store.promote(NAME, only, FORCED);
  expect((await readdir(join(folder, NAME))).sort()).toEqual([only, 'current.json'].sort());
  expect(JSON.parse(await readFile(join(folder, NAME, 'current.json'), 'utf8'))).toMatchObject({ version: only });
});

import {
  appendFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ModelStore, type ModelToSave } from '../../../src/models/store/model-store.js';

const MODEL: ModelToSave = {
  name: 'channels',
  dataFingerprint: 'abc',
  hyperParameters: { walk: { itemExponent: 0.8 } },
  metrics: { 'ndcg@20': 0.3 },
  inputs: [{ name: 'features', dimensions: ['n', 30] }],
  outputs: [{ name: 'score', dimensions: ['n'] }],
  files: new Map([
    ['ranker.onnx', Uint8Array.of(1, 2, 3, 4)],
    ['empty.bin', new Uint8Array(0)],
  ]),
};

describe('the model store', () => {
  let folder: string;
  let store: ModelStore;
  let nowMs: number;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isthmus-models-'));
    nowMs = Date.UTC(2026, 0, 1);
    store = new ModelStore({ folder, keptVersions: 2, clock: () => nowMs++ });
  });

  afterEach(() => rm(folder, { recursive: true }));

  async function saved(): Promise<{ version: string; path: (file: string) => string }> {
    const { version } = await store.save(MODEL);
    return { version, path: (file) => join(folder, 'channels', version, file) };
  }

  async function expectRefused(version: string, message: string | RegExp): Promise<void> {
    await expect(store.load('channels', version)).rejects.toMatchObject({
      code: 'MODEL_INVALID',
      message: expect.stringMatching(message),
    });
    await expect(store.load('channels', version)).rejects.toThrow(/\. Delete the folder|use letters/);
  }

  test('gives back what was stored', async () => {
    const manifest = await store.save(MODEL);
    const loaded = await store.load('channels', manifest.version);
    expect(loaded.manifest).toEqual(manifest);
    expect(manifest).toMatchObject({
      createdAtMs: Date.UTC(2026, 0, 1),
      dataFingerprint: 'abc',
      metrics: MODEL.metrics,
    });
    expect([...loaded.files.keys()]).toEqual(['ranker.onnx', 'empty.bin']);
    expect([...(loaded.files.get('ranker.onnx') ?? [])]).toEqual([1, 2, 3, 4]);
  });

  test('knows the newest version, keeps the last two and has none of an unknown model', async () => {
    const versions = [await saved(), await saved(), await saved()].map(({ version }) => version);
    expect(await store.versions('channels')).toEqual(versions.slice(1));
    expect(await store.latest('channels')).toBe(versions[2]);
    expect(await store.latest('nothing')).toBeNull();
  });

  test('refuses a file that is cut off, longer, changed in one bit, missing, or a link', async () => {
    const { version, path } = await saved();
    const file = path('ranker.onnx');
    await truncate(file, 2);
    await expectRefused(version, /ranker\.onnx has 2 bytes instead of 4/);
    await appendFile(file, Buffer.alloc(10));
    await expectRefused(version, /has 12 bytes instead of 4/);
    await writeFile(file, Uint8Array.of(1, 2, 3, 5));
    await expectRefused(version, /ranker\.onnx has been changed/);
    await rm(file);
    await expectRefused(version, /ranker\.onnx cannot be read/);
    await writeFile(join(folder, 'elsewhere'), Uint8Array.of(1, 2, 3, 4));
    await symlink(join(folder, 'elsewhere'), file);
    await expectRefused(version, /not a plain file/);
  });

  test('refuses a manifest that is damaged, missing, of another model or names a file outside the folder', async () => {
    const { version, path } = await saved();
    const file = path('manifest.json');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.slice(0, 50));
    await expectRefused(version, /manifest\.json is not valid JSON/);
    await writeFile(file, text.replace('"bytes": 4', '"bytes": "4"'));
    await expectRefused(version, /files\.ranker\.onnx\.bytes/);
    await writeFile(file, text.replace('ranker.onnx', '../ranker.onnx'));
    await expectRefused(version, /files/);
    await writeFile(file, text.replace('"channels"', '"other"'));
    await expectRefused(version, /belongs to other/);
    await rm(file);
    await expectRefused(version, /manifest\.json cannot be read/);
    await rename(path('.'), join(folder, 'channels', 'moved')).catch(() => undefined);
    await expectRefused('../../etc', /cannot name a model/);
  });

  test('loads no file that the manifest does not name', async () => {
    const { version, path } = await saved();
    await writeFile(path('extra.onnx'), 'x');
    expect([...(await store.load('channels', version)).files.keys()]).not.toContain('extra.onnx');
  });

  test('a half-written version is not a version, and is cleared away once its writer must be dead', async () => {
    const half = join(folder, 'channels', '.writing-1-1');
    await mkdir(half, { recursive: true });
    expect(await store.latest('channels')).toBeNull();
    await saved();
    expect(await readdir(join(folder, 'channels'))).toContain('.writing-1-1');
    await utimes(half, 1, 1);
    await saved();
    expect(await readdir(join(folder, 'channels'))).not.toContain('.writing-1-1');
  });

  test('does not store what it could not read again', async () => {
    await expect(store.save({ ...MODEL, files: new Map([['../x', new Uint8Array(1)]]) })).rejects.toMatchObject({
      code: 'MODEL_INVALID',
    });
    expect(await store.versions('channels')).toEqual([]);
  });
});

import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openIsthmus } from '../src/app.js';
import { readConfig } from '../src/config/config.js';
import { smallWorld } from './server/test-server.js';

const FAST = { trials: 2, tuning: { users: 20, pairs: 0 }, ranker: { users: 10, pairs: 0 } };

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'isthmus-app-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

const open = (options: { recommends: boolean; ignoresStoredModels?: boolean }) =>
  openIsthmus(readConfig({ ISTHMUS_DATA_DIR: dataDir }), options);

async function filled() {
  const isthmus = await open({ recommends: true });
  await smallWorld(isthmus.writer, isthmus.reader, isthmus.ontology);
  return isthmus;
}

test('what was fitted is served at once and by the next start', async () => {
  const isthmus = await filled();
  expect(isthmus.recommender.modelVersion).toMatch(/^unfitted/);
  await isthmus.train(FAST);
  const { modelVersion } = isthmus.recommender;
  expect(modelVersion).not.toMatch(/^unfitted/);
  await isthmus.close();
  const again = await open({ recommends: true });
  expect(again.recommender.modelVersion).toBe(modelVersion);
  expect(again.projection.events.length).toBe(isthmus.projection.events.length);
  await again.close();
});

test('writes reach the projection that recommends', async () => {
  const isthmus = await filled();
  const before = isthmus.projection.users.size;
  await isthmus.writer.upsertUsers([{ id: 'somebody', attributes: {} }]);
  expect(isthmus.projection.users.size).toBe(before + 1);
  await isthmus.close();
});

test('damaged models stop those who recommend, and a new fit replaces them', async () => {
  await (await filled()).close();
  const damaged = join(dataDir, 'models', 'recommender', '20200101T000000000Z-00000000');
  await mkdir(damaged, { recursive: true });
  await writeFile(join(damaged, 'manifest.json'), '{');
  await expect(open({ recommends: true })).rejects.toMatchObject({ code: 'MODEL_INVALID' });
  await (await open({ recommends: false })).close();

  const fitting = await open({ recommends: true, ignoresStoredModels: true });
  await fitting.train(FAST);
  await fitting.close();
  const again = await open({ recommends: true });
  expect(again.recommender.modelVersion).toBe(fitting.recommender.modelVersion);
  await again.close();
});

test('who does not recommend waits for neither the projection nor the models', async () => {
  await (await filled()).close();
  const isthmus = await open({ recommends: false });
  expect(isthmus.projection.items.size).toBe(0);
  expect((await isthmus.reader.items(['i0'])).size).toBe(1);
  await isthmus.close();
  expect(await readdir(dataDir)).not.toContain('models');
});

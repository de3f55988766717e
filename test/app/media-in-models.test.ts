import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openIsthmus } from '../../src/app.js';
import { readConfig } from '../../src/config/config.js';
import { MediaVectorStore } from '../../src/ingest/media/media-vector-store.js';
import { SmallWorld } from '../recommend/small-world.js';

const FAST = { trials: 1, tuning: { users: 5, pairs: 0 }, ranker: { users: 5, pairs: 0 } };
const PAGE = { domains: [], limit: 10, after: null, language: 'en' } as const;

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'isthmus-media-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

test('images that were encoded into the graph say what is similar once models were trained, and after a restart', async () => {
  const open = () => openIsthmus(readConfig({ ISTHMUS_DATA_DIR: dataDir }), { recommends: true });
  const isthmus = await open();
  await new SmallWorld()
    .item('red-night', { title: 'Alpha' })
    .item('red-day', { title: 'Beta' })
    .item('blue-day', { title: 'Gamma' })
    .likes('u1', 'red-night')
    .likes('u2', 'blue-day')
    .save(isthmus.writer);
  const rows = { 'red-night': [9, 0.5, 0], 'red-day': [7, 0, 0.5], 'blue-day': [0.5, 0, 7] };
  const { graph, ontology } = isthmus;
  await new MediaVectorStore({ graph, ontology, clock: Date.now }).save(
    Object.entries(rows).map(([itemId, vector]) => ({
      itemId,
      medium: 'image',
      encoder: 'image:test',
      contentHash: '',
      vector: Float32Array.from(vector),
      readAt: 1,
    })),
  );
  const similar = async ({ recommender }: typeof isthmus) =>
    (await recommender.similarItems('red-night', PAGE)).items.map(({ itemId }) => itemId);
  expect(await similar(isthmus)).toEqual([]);
  await isthmus.train(FAST);
  expect(await similar(isthmus)).toEqual(['red-day']);
  await isthmus.close();
  const again = await open();
  expect(await similar(again)).toEqual(['red-day']);
  await again.close();
});

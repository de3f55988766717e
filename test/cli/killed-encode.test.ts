import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/app.js';
import { storePath } from '../../src/config/store-path.js';
import { readMediaVectors } from '../../src/graph/reads/media-vectors.js';
import { imageOf } from '../ingest/media/media-files.js';
import { writeTinyImageEncoder } from '../models/media/tiny-media-models.js';
import { CliProcess, isBuilt } from './cli-process.js';

const ITEMS = 150;
/** Milliseconds after the start; images are being encoded by then. */
const KILL_AFTER_MS = 1_300;

if (!isBuilt) console.warn('Skipped: dist/ is not built, so no process can be killed. Run "npm run build" first.');

async function vectorsOf(dataDir: string): Promise<Map<string, Float32Array>> {
  const { graph } = await openStore(storePath(dataDir));
  try {
    const [{ size, itemIds, vectors }] = await readMediaVectors(graph);
    return new Map(itemIds.map((id, n) => [id, vectors.subarray(n * size, (n + 1) * size)]));
  } finally {
    await graph.close();
  }
}

(isBuilt ? test : test.skip)(
  'an encoding that is killed goes on when it is repeated, and ends with the vector of every image',
  async () => {
    const work = await mkdtemp(join(tmpdir(), 'isthmus-killed-encode-'));
    const [data, images, dataDir] = ['data', 'images', 'var'].map((name) => join(work, name));
    const plain = { batchSize: 4, mean: [0, 0, 0], std: [1, 1, 1] };
    const model = writeTinyImageEncoder(join(work, 'colours.onnx'), { manifest: plain });
    for (const folder of [data, images]) await mkdir(folder);
    const ids = Array.from({ length: ITEMS }, (_, n) => `i${n}`);
    const rows = ids.map((id) => `${id},film,Title ${id}`);
    await writeFile(join(data, 'items.csv'), `id,domain,title\n${rows.join('\n')}\n`);
    for (const [n, id] of ids.entries()) await writeFile(join(images, `${id}.png`), await imageOf(`rgb(${n}, 7, 90)`));
    expect((await new CliProcess(dataDir, ['ingest', data]).ended).code).toBe(0);

    const encode = ['encode', '--images', images, '--model', model, '--json'];
    const killed = new CliProcess(dataDir, encode);
    await new Promise((resolve) => setTimeout(resolve, KILL_AFTER_MS));
    await killed.kill('SIGKILL');
    const { unchanged, encoded } = JSON.parse((await new CliProcess(dataDir, encode).ended).stdout);
    expect(unchanged + encoded).toBe(ITEMS);
    const vectors = await vectorsOf(dataDir);
    for (const [n, id] of ids.entries()) expect(vectors.get(id)?.[0]).toBeCloseTo(n / 255, 4);
    expect(JSON.parse((await new CliProcess(dataDir, encode).ended).stdout)).toMatchObject({ unchanged: ITEMS });
    await rm(work, { recursive: true });
  },
  120_000,
);

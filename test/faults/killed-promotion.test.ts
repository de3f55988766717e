import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { seededRandom } from '../../src/domain/random.js';
import { ModelStore } from '../../src/models/store/model-store.js';

const LOADER = fileURLToPath(new URL('./typescript-loader.mjs', import.meta.url));
const CHILD = fileURLToPath(new URL('./promoting-child.ts', import.meta.url));
const KILLS = 12;
const MODEL = { name: 'm', dataFingerprint: '', hyperParameters: {}, metrics: {}, inputs: [], outputs: [] };

/** Runs a child until so many milliseconds after its first promotion; resolves with how many it made. */
async function killedAfter(delayMs: number, args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, ['--import', LOADER, CHILD, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let told = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told += text;
  });
  await once(child.stdout, 'data');
  await sleep(delayMs);
  child.kill('SIGKILL');
  await once(child, 'close');
  return told.split('\n').length - 1;
}

test('a kill during a promotion leaves the old version or the new one, whole', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'isthmus-promotion-'));
  const store = new ModelStore({ folder, keptVersions: 2, clock: Date.now });
  const versions: string[] = [];
  for (const byte of [1, 2]) {
    const files = new Map([['model.onnx', new Uint8Array(10_000).fill(byte)]]);
    versions.push((await store.save({ ...MODEL, files })).version);
    await sleep(2);
  }
  const seed = Date.now() % 100_000;
  const random = seededRandom(seed);
  let promotions = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    promotions += await killedAfter(random() * 40, [folder, 'm', ...versions]);
    const served = await store.served('m');
    expect({ seed, served: versions.includes(served ?? '') }).toEqual({ seed, served: true });
    const pointer = await store.pointer('m');
    expect(pointer?.version).toBe(served);
    for (const version of versions) expect((await store.load('m', version)).files.size).toBe(1);
  }
  expect(promotions).toBeGreaterThan(KILLS);
  await rm(folder, { recursive: true });
}, 120_000);

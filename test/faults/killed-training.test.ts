import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { fitStoreOf } from '../../src/app/fit-store-of.js';
import { TrainingJournal } from '../../src/app/training/training-journal.js';
import { seededRandom } from '../../src/domain/random.js';
import { randomWorld } from '../recommend/small-world.js';

const LOADER = fileURLToPath(new URL('./typescript-loader.mjs', import.meta.url));
const CHILD = fileURLToPath(new URL('./training-child.ts', import.meta.url));
/** After which step of which training the kill comes, from the first search to the promotion. */
const KILLED_AT = [
  'tune factors',
  'learn ranker',
  'fit channels on everything',
  'compare with the version that serves',
];

/** Runs a child until it has told a version, and then a step of its next training; resolves with the version. */
async function killedAfter(dataDir: string, step: string, delayMs: number): Promise<string> {
  const child = spawn(process.execPath, ['--import', LOADER, CHILD, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  let version = '';
  let told = '';
  for await (const text of child.stdout.setEncoding('utf8')) {
    told += text;
    const lines = told.split('\n').slice(0, -1);
    const at = lines.findIndex((line) => line.startsWith('version '));
    if (at < 0 || !lines.slice(at).includes(`step ${step}`)) continue;
    version = lines[at].slice('version '.length);
    break;
  }
  await sleep(delayMs);
  child.kill('SIGKILL');
  await ended;
  return version;
}

test('a kill at any step of a training leaves whole models, and the next training begins', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'isthmus-killed-'));
  const projection = randomWorld(3, 60, 30).projection();
  const journal = new TrainingJournal(dataDir);
  const seed = Date.now() % 100_000;
  const random = seededRandom(seed);
  for (const step of KILLED_AT) {
    const version = await killedAfter(dataDir, step, random() * 60);
    const fits = fitStoreOf({ dataDir, executionProvider: 'cpu' }, () => undefined);
    const served = (await fits.load(projection))?.models.version ?? '';
    // The version before, or the one that was being promoted; their names begin with the time of their making.
    expect({ seed, step, isServed: served >= version }).toEqual({ seed, step, isServed: true });
    const [killed] = await journal.ids();
    expect((await journal.run(killed))?.status).not.toBe('running');
  }
  await rm(dataDir, { recursive: true });
}, 300_000);

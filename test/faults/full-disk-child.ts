// Saves, promotes and keeps the state of a training where there is room for little, and tells on its standard output how
// that went. Argument: a folder in the place that has no room.
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ModelStore } from '../../src/models/store/model-store.js';
import { type KeptArray, loadCheckpoint, saveCheckpoint } from '../../src/models/training/checkpoint.js';

const NAME = 'm';
const MODEL = { name: NAME, dataFingerprint: '', hyperParameters: {}, metrics: {}, inputs: [], outputs: [] };
const WHY = { reason: 'Somebody wanted it.', isForced: true, comparison: null };
const PROGRESS = { seed: 1, batches: 0, seconds: 0, examples: 0, lossSums: {}, bestEpoch: 0, bestFigure: null };
/** More than there is room for, with what fits before it. */
const LARGE_BYTES = 1_000_000;

const [place] = process.argv.slice(2);
const states = join(place, 'states');
let nowMs = Date.UTC(2026, 0, 1);
const store = new ModelStore({ folder: join(place, 'models'), keptVersions: 2, clock: () => nowMs++ });

const first = await save({ 'model.onnx': 10_000 });
await store.promote(NAME, first, WHY);
const second = await save({ 'model.onnx': 10_000 });
await keepState(1, 1_000);

const saving = await refusalOf(() => save({ 'small.bin': 10_000, 'large.bin': LARGE_BYTES }));
const keeping = await refusalOf(() => keepState(2, LARGE_BYTES));
const filler = join(place, 'filler');
await writeFile(filler, new Uint8Array(LARGE_BYTES)).catch(() => undefined);
const promoting = await refusalOf(() => store.promote(NAME, second, WHY));
const served = await store.served(NAME);
const whole = await Promise.all([first, second].map(async (version) => (await store.load(NAME, version)).files.size));
const left = await readdir(join(place, 'models', NAME));
const state = await loadCheckpoint(states, 1, arrays(1_000));
await rm(filler, { force: true });
await store.promote(NAME, second, WHY);

console.log(
  JSON.stringify({
    saving,
    keeping,
    promoting,
    isFirstServed: served === first,
    whole,
    left: left.filter((name) => name !== first && name !== second),
    epoch: state?.epoch,
    isSecondServedWithRoom: (await store.served(NAME)) === second,
  }),
);

async function save(sizes: Readonly<Record<string, number>>): Promise<string> {
  const files = new Map(Object.entries(sizes).map(([name, bytes]) => [name, new Uint8Array(bytes).fill(nowMs % 251)]));
  return (await store.save({ ...MODEL, files })).version;
}

function keepState(epoch: number, bytes: number): Promise<void> {
  return saveCheckpoint(states, { ...PROGRESS, step: epoch, epoch, records: [] }, arrays(bytes));
}

function arrays(bytes: number): KeptArray[] {
  return [{ name: 'w', dimensions: [bytes / 4], values: new Float32Array(bytes / 4) }];
}

async function refusalOf(work: () => Promise<unknown>) {
  try {
    await work();
    return null;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return { code: error.code, message: error.message };
  }
}

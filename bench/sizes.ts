import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { machineAndCommit } from '../src/cli/output/machine.js';
import { writePowerLawData } from './power-law-data.js';

/**
 * Prints what 0.1, 1 and 10 million interactions cost on the embedded store: time and memory of ingest, time and
 * memory of the projection, and the time of a recommendation, each step in a process of its own; then how much ten
 * times the data cost. Other sizes can be given in millions: `npm run bench:sizes -- 0.1 1`.
 */
const given = process.argv.slice(2).map(Number);
const SIZES = given.length > 0 ? given : [0.1, 1, 10];
const MOST_TIMES_THE_TIME = 12;
const MOST_TIMES_THE_MEMORY = 10;
const STEP = fileURLToPath(new URL('./size-step.js', import.meta.url));

/** What one step of one size cost; `size-step.ts` prints it. */
export interface StepCost {
  readonly interactions: number;
  readonly seconds: number;
  /** Processor time, which says more than `seconds` on a machine that others use, too. */
  readonly cpuSeconds: number;
  readonly megabytes: number;
  readonly p50Ms?: number;
  readonly p99Ms?: number;
}

const costs: { readonly size: number; readonly ingest: StepCost; readonly serving: StepCost }[] = [];
for (const size of SIZES) {
  const folder = join(tmpdir(), `isthmus-sizes-${size}`);
  const dataDir = join(tmpdir(), `isthmus-sizes-${size}-store`);
  if (!existsSync(join(folder, 'interactions.csv'))) await writePowerLawData(folder, size * 1e6);
  await rm(dataDir, { recursive: true, force: true });
  const ingest = step('ingest', dataDir, folder);
  const serving = step('serving', dataDir, folder);
  costs.push({ size, ingest, serving });
  const { p50Ms = 0, p99Ms = 0 } = serving;
  console.log(
    `${size} million: ${ingest.interactions} interactions; ingest ${ingest.seconds.toFixed(1)} s (${ingest.cpuSeconds.toFixed(1)} s of processors), ${ingest.megabytes} MB; ` +
      `projection ${serving.seconds.toFixed(2)} s (${serving.cpuSeconds.toFixed(2)} s); serving ${serving.megabytes} MB, ` +
      `p50 ${p50Ms.toFixed(2)} ms, p99 ${p99Ms.toFixed(2)} ms`,
  );
  await rm(dataDir, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
}

for (let k = 1; k < costs.length; k++) {
  const [less, more] = [costs[k - 1], costs[k]];
  const times = more.ingest.interactions / less.ingest.interactions;
  const compare = (what: string, before: number, after: number, most: number) => {
    const ratio = after / before;
    // A step of sizes other than ten times may cost in proportion.
    const verdict = ratio <= (most * times) / 10 ? 'kept' : 'EXCEEDED';
    console.log(`${less.size} to ${more.size} million: ${what} ${ratio.toFixed(1)} times, ${verdict}`);
  };
  compare('ingest time', less.ingest.seconds, more.ingest.seconds, MOST_TIMES_THE_TIME);
  compare('processor time of ingest', less.ingest.cpuSeconds, more.ingest.cpuSeconds, MOST_TIMES_THE_TIME);
  compare('projection time', less.serving.seconds, more.serving.seconds, MOST_TIMES_THE_TIME);
  compare('processor time of the projection', less.serving.cpuSeconds, more.serving.cpuSeconds, MOST_TIMES_THE_TIME);
  compare('p50 of a recommendation', less.serving.p50Ms ?? 0, more.serving.p50Ms ?? 0, MOST_TIMES_THE_TIME);
  compare('p99 of a recommendation', less.serving.p99Ms ?? 0, more.serving.p99Ms ?? 0, MOST_TIMES_THE_TIME);
  compare('memory of ingest', less.ingest.megabytes, more.ingest.megabytes, MOST_TIMES_THE_MEMORY);
  compare('memory of serving', less.serving.megabytes, more.serving.megabytes, MOST_TIMES_THE_MEMORY);
}
console.log(machineAndCommit());

function step(name: string, dataDir: string, folder: string): StepCost {
  return JSON.parse(execFileSync(process.execPath, [STEP, name, dataDir, folder], { encoding: 'utf8' }));
}

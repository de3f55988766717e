// Prints what clients saw while the served version changed again and again.
// node --import ./test/faults/typescript-loader.mjs test/faults/run-swaps.ts [swaps, 100]
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runSwaps } from './swap-run.js';

const dataDir = await mkdtemp(join(tmpdir(), 'isthmus-swaps-'));
const report = await runSwaps(dataDir, Number(process.argv[2] ?? 100));
console.log(JSON.stringify(report));
await rm(dataDir, { recursive: true });
process.exitCode = report.failed + report.mixed === 0 ? 0 : 1;

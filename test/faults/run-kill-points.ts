// Prints how many acknowledged writes kills at random points have lost or doubled, for feedback and for ingest.
// node --import ./test/faults/typescript-loader.mjs test/faults/run-kill-points.ts [points a mode, 50] [seed, 1]
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomKillPoints, runKillPoints } from './kill-points.js';

const points = Number(process.argv[2] ?? 50);
const seed = Number(process.argv[3] ?? 1);
let isWhole = true;
for (const mode of ['feedback', 'ingest'] as const) {
  const folder = await mkdtemp(join(tmpdir(), 'isthmus-kill-'));
  const report = await runKillPoints(mode, join(folder, 'graph'), randomKillPoints(points, seed));
  isWhole &&= report.lost + report.doubled + report.torn === 0 && report.endsInTheSameGraph;
  console.log(JSON.stringify({ mode, seed, ...report }));
  await rm(folder, { recursive: true });
}
process.exitCode = isWhole ? 0 : 1;

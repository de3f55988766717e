import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomKillPoints, runKillPoints } from './kill-points.js';

const POINTS = 6;

test.each(['feedback', 'ingest'] as const)(
  'a process that is killed while it writes %s loses and doubles nothing that it acknowledged',
  async (mode) => {
    const folder = await mkdtemp(join(tmpdir(), 'isthmus-kill-'));
    const seed = Date.now() % 100_000;
    const report = await runKillPoints(mode, join(folder, 'graph'), randomKillPoints(POINTS, seed));
    expect({ seed, ...report }).toEqual({
      seed,
      points: POINTS,
      acknowledged: expect.any(Number),
      lost: 0,
      doubled: 0,
      torn: 0,
      slowestOpenMs: expect.any(Number),
      endsInTheSameGraph: true,
    });
    await rm(folder, { recursive: true });
  },
  120_000,
);

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runSwaps } from './swap-run.js';

const SWAPS = 10;

test('while the served version changes ten times no request fails, and every answer is of one version', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'isthmus-swaps-'));
  const { byVersion, answers, ...report } = await runSwaps(dataDir, SWAPS);
  expect(report).toEqual({ swaps: SWAPS, failed: 0, mixed: 0 });
  expect(answers).toBeGreaterThan(SWAPS);
  expect(Object.keys(byVersion)).toHaveLength(2);
  await rm(dataDir, { recursive: true });
}, 180_000);

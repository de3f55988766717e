import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CheckpointPace } from '../../../src/graph/embedded/checkpoint-pace.js';

const MEGABYTE = 1024 * 1024;
const folder = mkdtempSync(join(tmpdir(), 'isthmus-pace-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a store is written out more rarely when it has grown large, and as often as ever while it is small', () => {
  const path = join(folder, 'store');
  const triggers: unknown[] = [];
  const pace = new CheckpointPace({ setCheckpointTriggers: (given) => triggers.push(given) }, path, 60_000);
  expect(triggers).toEqual([{ intervalMs: 60_000, walBytes: 64 * MEGABYTE }]);
  writeFileSync(path, '');
  // A sparse file: only its size counts.
  truncateSync(path, 1024 * MEGABYTE);
  for (let n = 0; n < 100; n++) pace.written();
  expect(triggers.slice(1)).toEqual([{ intervalMs: 240_000, walBytes: 256 * MEGABYTE }]);
});

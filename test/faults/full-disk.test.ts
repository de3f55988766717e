import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const LOADER = fileURLToPath(new URL('./typescript-loader.mjs', import.meta.url));
const CHILD = fileURLToPath(new URL('./full-disk-child.ts', import.meta.url));
const RUN_CHILD = `exec "${process.execPath}" --import "${LOADER}" "${CHILD}" "$0"`;
const place = mkdtempSync(join(tmpdir(), 'isthmus-full-'));
afterAll(() => rm(place, { recursive: true }));

/** Runs a script of the shell with the folder as $0; resolves with what the child told. */
function told(command: string, ...args: readonly string[]) {
  const { stdout, stderr } = spawnSync(command, [...args, place], { encoding: 'utf8' });
  return { stderr, answer: stdout === '' ? null : JSON.parse(stdout) };
}

const KEPT = { isFirstServed: true, whole: [1, 1], left: ['current.json'], epoch: 1, isSecondServedWithRoom: true };
const MOUNT = 'mount -t tmpfs -o size=400k tmpfs "$0"';
/** A file system of one's own needs a kernel that lets everybody have one. */
const canMount = spawnSync('unshare', ['-rm', 'sh', '-c', MOUNT, place]).status === 0;

(canMount ? test : test.skip)('on a disk that is full nothing is half saved, and what serves goes on', () => {
  const { answer, stderr } = told('unshare', '-rm', 'sh', '-c', `${MOUNT} && ${RUN_CHILD}`);
  const full = { code: 'MODEL_NOT_SAVED', message: expect.stringContaining('The disk is full: make room') };
  const keeping = { code: 'MODEL_NOT_SAVED', message: expect.stringMatching(/store its state .*ENOSPC.*make room/) };
  expect({ stderr, answer }).toMatchObject({ answer: { saving: full, keeping, promoting: full, ...KEPT } });
});

test('where the system allows no large files nothing is half saved, and what serves goes on', () => {
  // Without the trap the signal that comes with the error would end the process.
  const { answer, stderr } = told('bash', '-c', `trap "" XFSZ; ulimit -f 400; ${RUN_CHILD}`);
  const large = { code: 'MODEL_NOT_SAVED', message: expect.stringContaining('larger than the system allows') };
  const keeping = { code: 'MODEL_NOT_SAVED', message: expect.stringMatching(/store its state .*EFBIG/) };
  // A pointer to another version is a small file.
  const { isFirstServed: _, ...kept } = KEPT;
  expect({ stderr, answer }).toMatchObject({ answer: { saving: large, keeping, promoting: null, ...kept } });
});

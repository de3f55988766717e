import { createHash } from 'node:crypto';
import { lstat, mkdir, readlink, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IsthmusError } from '../../domain/errors.js';

/** Below the folder of a store; it has the mode 0700, so no other account ever reaches what is in it. */
const FOLDER = 'socket';
const NAME = 'graph.sock';
/** Systems cut socket paths at 104 (macOS) or 108 bytes (Linux). */
const MAX_PATH_BYTES = 100;
const OWNER_ONLY = 0o700;

/** Where the process that opens the store of a data folder listens: makes the folder and answers with the path. */
export async function prepareSocketPath(dataDir: string): Promise<string> {
  if (process.platform === 'win32') return pipeName(dataDir);
  const folder = join(dataDir, FOLDER);
  await ownFolder(folder);
  const path = join(folder, NAME);
  if (Buffer.byteLength(path) <= MAX_PATH_BYTES) return path;
  // Too long for the system: the socket lies in a short place, and a link in the data folder says where.
  const short = join(tmpdir(), `isthmus-${process.getuid?.() ?? 'user'}`);
  await ownFolder(short);
  const target = join(short, `${await hashOf(dataDir)}.sock`);
  await rm(path, { force: true });
  await symlink(target, path);
  return target;
}

/**
 * The socket of a data folder as a caller finds it; null when there is none. A socket that another account has put
 * there is refused: whoever owns it would be told everything.
 */
export async function findSocketPath(dataDir: string): Promise<string | null> {
  if (process.platform === 'win32') return pipeName(dataDir);
  const path = join(dataDir, FOLDER, NAME);
  try {
    const target = (await lstat(path)).isSymbolicLink() ? await readlink(path) : path;
    const { uid } = await lstat(target);
    if (uid === process.getuid?.() || uid === 0) return target;
    throw new IsthmusError(
      'STORE_UNAVAILABLE',
      `The graph store is open in a server of the account with the number ${uid}. Run the command as that account.`,
    );
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    if (!hasCode(error, 'EACCES')) throw error;
    throw new IsthmusError(
      'STORE_UNAVAILABLE',
      `The socket of the server in ${dataDir} is open to its own account only. Run the command as the account that runs the server.`,
      { cause: error },
    );
  }
}

/** Makes a folder that only this account may enter; refuses one that is somebody else's, or no folder at all. */
async function ownFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: OWNER_ONLY });
  const state = await lstat(path);
  const isOurs = state.isDirectory() && state.uid === process.getuid?.() && (state.mode & 0o077) === 0;
  if (isOurs) return;
  throw new IsthmusError(
    'STORE_UNAVAILABLE',
    `${path} has to be a folder of this account that nobody else may enter. Remove it; it is made anew.`,
  );
}

async function pipeName(dataDir: string): Promise<string> {
  return `\\\\.\\pipe\\isthmus-${await hashOf(dataDir)}`;
}

async function hashOf(dataDir: string): Promise<string> {
  return createHash('sha256')
    .update(await realpath(dataDir))
    .digest('hex')
    .slice(0, 32);
}

function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}

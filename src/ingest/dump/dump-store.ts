import { chmod, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { IsthmusError } from '../../domain/errors.js';
import type { StoreDump } from '../../graph/store-dump.js';
import { pathExists } from './path-exists.js';

/**
 * Writes a copy of a store to a file that does not exist yet, readable by its owner alone; resolves with its bytes.
 * The file gets its name when it is whole.
 */
export async function dumpStore(store: StoreDump, file: string): Promise<number> {
  // The process that has the store open may run in another folder.
  const path = resolve(file);
  if (await pathExists(path)) {
    throw new IsthmusError('INVALID_ARGUMENT', `The file ${file} already exists. Choose another name.`);
  }
  if (!(await pathExists(dirname(path)))) {
    throw new IsthmusError('INVALID_ARGUMENT', `The folder ${dirname(path)} does not exist. Make it first.`);
  }
  const part = `${path}.part`;
  await rm(part, { force: true });
  try {
    await store.dump(part);
    await chmod(part, 0o600);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  return (await stat(path)).size;
}

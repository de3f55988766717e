import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { errorCode } from './error-code.js';
import { SAFE_NAME } from './model-manifest.js';

/** The names of everything in a folder; of a folder that is not there, none. */
export async function entriesOf(folder: string): Promise<string[]> {
  return (await listed(folder)).map(({ name }) => name);
}

/** The folders in a folder that can be models or versions, sorted by name; links are none. */
export async function subfoldersOf(folder: string): Promise<string[]> {
  return (await listed(folder))
    .filter((entry) => entry.isDirectory() && SAFE_NAME.test(entry.name))
    .map(({ name }) => name)
    .sort();
}

async function listed(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

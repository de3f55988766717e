import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorCode } from './error-code.js';

/**
 * Writes a folder with these files so that it is there as a whole or not at all, also after a power cut: into a
 * temporary folder beside it, synced to disk, then renamed. An existing folder of that name is left as it is.
 */
export async function writeFolder(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const parent = dirname(folder);
  const temporary = join(parent, `${TEMPORARY_PREFIX}${process.pid}-${Date.now()}`);
  await mkdir(temporary, { recursive: true });
  try {
    for (const [name, bytes] of files) await writeSynced(join(temporary, name), bytes);
    await syncFolder(temporary);
    await renameUnlessThere(temporary, folder);
    await syncFolder(parent);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** What the names of folders that are still being written begin with. */
export const TEMPORARY_PREFIX = '.writing-';

/** Writes a file and waits until it is on the disk. */
export async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Waits until the names in a folder are on the disk. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function renameUnlessThere(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    const code = errorCode(error);
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
  }
}

import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { syncFolder, TEMPORARY_PREFIX, writeSynced } from './write-folder.js';

let files = 0;

/**
 * Puts a file in the place of another so that readers, and whoever comes after a kill or a power cut, find the old
 * content or the new one as a whole: it is written beside the old one, synced to disk, and renamed over it.
 */
export async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, `${TEMPORARY_PREFIX}${basename(path)}-${process.pid}-${files++}`);
  try {
    await writeSynced(temporary, bytes);
    await rename(temporary, path);
    await syncFolder(folder);
  } finally {
    await rm(temporary, { force: true });
  }
}

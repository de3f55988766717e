import { open } from 'node:fs/promises';
import type { GrafeoDB } from '@grafeo-db/js';

/** Writes a copy of a store to a file that does not exist yet, and to disk. */
export async function saveCopy(db: GrafeoDB, path: string): Promise<void> {
  db.save(path);
  await syncPath(path);
}

/** Forces a file or the names in a folder to disk. */
export async function syncPath(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

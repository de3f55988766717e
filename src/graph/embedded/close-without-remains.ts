import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { GrafeoDB } from '@grafeo-db/js';

/**
 * Closes a store from which something was deleted and leaves none of it on disk: the engine only marks the room as
 * free, so the graph is copied to a new file, which then takes the old one's place. A crash in between leaves either
 * file whole.
 */
export async function closeWithoutRemains(db: GrafeoDB, path: string): Promise<void> {
  const copy = `${path}.closing`;
  await rm(copy, { force: true });
  db.save(copy);
  db.close();
  await syncPath(copy);
  await rename(copy, path);
  await syncPath(dirname(path));
}

async function syncPath(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

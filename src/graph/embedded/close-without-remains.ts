import { rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { GrafeoDB } from '@grafeo-db/js';
import { saveCopy, syncPath } from './save-copy.js';

/**
 * Closes a store from which something was deleted and leaves none of it on disk: the engine only marks the room as
 * free, so the graph is copied to a new file, which then takes the old one's place. A crash in between leaves either
 * file whole.
 */
export async function closeWithoutRemains(db: GrafeoDB, path: string): Promise<void> {
  const copy = `${path}.closing`;
  await rm(copy, { force: true });
  await saveCopy(db, copy);
  db.close();
  await rename(copy, path);
  await syncPath(dirname(path));
}

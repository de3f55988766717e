import { chmod, copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { IsthmusError } from '../../domain/errors.js';
import { type GraphCounts, GraphReader } from '../../graph/graph-reader.js';
import type { KnowledgeGraph } from '../../graph/knowledge-graph.js';
import { pathExists } from './path-exists.js';

/** What a restore needs. */
export interface RestoreOptions {
  /** A file that `dumpStore` wrote. */
  readonly file: string;
  /** Where the store shall be; nothing may be there. */
  readonly storePath: string;
  /** Opens a store at a path. */
  readonly open: (path: string) => Promise<KnowledgeGraph>;
}

/**
 * Puts a dump in the place of a store that does not exist yet and resolves with what it holds. The copy is opened and
 * counted before it gets the store's name, so that a damaged dump leaves nothing behind.
 */
export async function restoreStore({ file, storePath, open }: RestoreOptions): Promise<GraphCounts> {
  for (const taken of [storePath, `${storePath}.wal`]) {
    if (!(await pathExists(taken))) continue;
    throw new IsthmusError(
      'INVALID_ARGUMENT',
      `There is a store already: ${taken}. Choose another folder with --data-dir, or move that file away.`,
    );
  }
  if (!(await pathExists(file))) {
    throw new IsthmusError('INVALID_ARGUMENT', `The file ${file} does not exist or cannot be read.`);
  }
  await mkdir(dirname(storePath), { recursive: true });
  const part = `${storePath}.restoring`;
  await removeStore(part);
  try {
    await copyFile(file, part);
    await chmod(part, 0o600);
    const counts = await countsOf(part, open, file);
    await rename(part, storePath);
    return counts;
  } catch (error) {
    await removeStore(part);
    throw error;
  }
}

async function countsOf(part: string, open: RestoreOptions['open'], file: string): Promise<GraphCounts> {
  let graph: KnowledgeGraph;
  try {
    graph = await open(part);
  } catch (cause) {
    throw new IsthmusError('STORE_CORRUPT', `${file} is no dump of a store, or it is damaged. Take another one.`, {
      cause,
    });
  }
  try {
    return await new GraphReader(graph).counts();
  } finally {
    await graph.close();
  }
}

async function removeStore(path: string): Promise<void> {
  await rm(path, { force: true });
  await rm(`${path}.wal`, { recursive: true, force: true });
}

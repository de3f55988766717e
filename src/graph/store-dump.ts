import { IsthmusError } from '../domain/errors.js';

/** A store that can write a copy of itself, which opens as a store of the same engine. */
export interface StoreDump {
  /**
   * Writes everything that is committed to a file, which must not exist yet, and resolves when it is on disk. Calls to
   * the store wait meanwhile: about two seconds for a million edges.
   */
  dump(path: string): Promise<void>;
}

/** The store as one that can write a copy of itself; INVALID_ARGUMENT for the others. */
export function dumpOf(store: object): StoreDump {
  if (canDump(store)) return store;
  throw new IsthmusError(
    'INVALID_ARGUMENT',
    'Only the embedded store can be dumped. Of a Neo4j take a copy with "neo4j-admin database dump", or use "isthmus export".',
  );
}

function canDump(store: object): store is StoreDump {
  return 'dump' in store && typeof store.dump === 'function';
}

import { join } from 'node:path';

/** Where the embedded store of a data folder lies. */
export function storePath(dataDir: string): string {
  return join(dataDir, 'graph.grafeo');
}

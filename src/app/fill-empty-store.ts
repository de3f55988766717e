import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { createDemoWorld } from '../demo/create-demo-world.js';
import type { Ontology } from '../domain/ontology.js';
import { packageFolder } from '../domain/package-folder.js';
import type { GraphReader } from '../graph/graph-reader.js';
import type { GraphWriter } from '../graph/graph-writer.js';
import type { Projection } from '../graph/projection/projection.js';
import { GraphSink } from '../ingest/graph-sink.js';

const DEMO_FOLDER = join(packageFolder('demo'), 'world');
/** Lies beside the store while the demo world is being written: a store that a kill has left half full is not empty. */
const UNFINISHED_DEMO_FILE = 'demo-world.unfinished';

/** A store and what follows its writes. */
interface FillableStore {
  readonly writer: GraphWriter;
  readonly reader: GraphReader;
  readonly ontology: Ontology;
  readonly projection: Projection;
}

/** Fills a store that is empty, or was stopped while it was being filled, with the demo world. */
export async function fillEmptyStore(
  dataDir: string,
  { writer, reader, ontology, projection }: FillableStore,
  logger: Logger,
  signal: AbortSignal,
): Promise<void> {
  const unfinished = join(dataDir, UNFINISHED_DEMO_FILE);
  if (projection.items.size > 0 && !existsSync(unfinished)) return;
  const { items } = projection;
  logger.info(`${items.size === 0 ? 'The store is empty' : 'The demo world is unfinished'}: creating the demo world`);
  writeFileSync(unfinished, '');
  const sink = new GraphSink(writer, reader, ontology);
  await createDemoWorld(sink, { folder: DEMO_FOLDER, nowMs: Date.now(), signal });
  rmSync(unfinished);
  const { users, events } = projection;
  logger.info(`The demo world has ${items.size} works, ${users.size} users and ${events.length} events`);
}

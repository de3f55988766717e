import { createDemoWorld, type DemoWorldReport } from '../../src/demo/create-demo-world.js';
import { Ontology } from '../../src/domain/ontology.js';
import { DryRunSink } from '../../src/ingest/dry-run-sink.js';
import { FILE_KINDS } from '../../src/ingest/file-kinds.js';
import { WORLD_FOLDER } from './world-files.js';

/** A Sunday, so that every weekday of the last week is in the past. */
export const NOW_MS = Date.UTC(2026, 10, 22, 12);

/** Making the world takes seconds, more on a busy machine. */
export const WORLD_TIMEOUT_MS = 120_000;

/** The demo world without a store: the sink checks references as the graph does. */
export function demoWorld(): Promise<DemoWorldReport> {
  const sink = new DryRunSink(new Ontology(), new Set(FILE_KINDS));
  return createDemoWorld(sink, { folder: WORLD_FOLDER, nowMs: NOW_MS });
}

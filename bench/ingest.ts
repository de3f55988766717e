import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../src/app.js';
import { machineAndCommit } from '../src/cli/output/machine.js';
import { buildProjection } from '../src/graph/projection/build-projection.js';
import { dataArguments, ingestInto } from './fitted-store.js';

/** Prints how long a data folder takes into the embedded store, the most memory it took, and the projection's time. */
const { folder, interactions } = dataArguments();
const dataDir = await mkdtemp(join(tmpdir(), 'isthmus-bench-'));
try {
  const { report, seconds } = await ingestInto(dataDir, folder, interactions);
  const ingestMb = Math.round(process.resourceUsage().maxRSS / 1024);
  const store = await openStore(join(dataDir, 'graph.grafeo'));
  const startedMs = performance.now();
  const projection = await buildProjection(store.graph, { ontology: store.ontology });
  const projectionSeconds = (performance.now() - startedMs) / 1000;
  await store.graph.close();
  console.log(`ingest: ${report.totals.new} new rows in ${seconds.toFixed(1)} s, at most ${ingestMb} MB`);
  console.log(`projection: ${projection.events.length} events in ${projectionSeconds.toFixed(2)} s`);
  console.log(machineAndCommit());
} finally {
  await rm(dataDir, { recursive: true, force: true });
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { openIsthmus } from '../src/app.js';
import { machineAndCommit } from '../src/cli/output/machine.js';
import { readConfig } from '../src/config/config.js';
import { buildProjection } from '../src/graph/projection/build-projection.js';
import { GraphSink } from '../src/ingest/graph-sink.js';
import { prepareIngest } from '../src/ingest/prepare-ingest.js';
import { runIngest } from '../src/ingest/run-ingest.js';
import { emptyNeo4j } from '../test/neo4j/neo4j-target.js';

/** Prints how long a data folder takes into Neo4j, and from there into the projection. */
const [folder, ...interactions] = process.argv.slice(2);
if (folder === undefined) throw new Error('Give a data folder, and the interaction files inside it.');

const plan = await prepareIngest(folder, interactions.length === 0 ? {} : { interactions });
await emptyNeo4j();
const dataDir = mkdtempSync(join(tmpdir(), 'isthmus-load-'));
const config = readConfig({ ...process.env, ISTHMUS_STORE: 'neo4j', ISTHMUS_DATA_DIR: dataDir });
const { graph, writer, reader, ontology, close } = await openIsthmus(config, { recommends: false });
let startedMs = performance.now();
const { totals } = await runIngest(plan, new GraphSink(writer, reader, ontology), {
  nowMs: Date.now,
  rejectsPath: null,
  declaresRelations: true,
});
console.log(`${basename(folder)} into Neo4j: ${secondsSince(startedMs)} s, ${totals.new} rows`);
startedMs = performance.now();
const projection = await buildProjection(graph, { ontology });
console.log(`out of it into the projection: ${secondsSince(startedMs)} s, ${projection.events.length} events`);
console.log(machineAndCommit());
await close();
rmSync(dataDir, { recursive: true });

function secondsSince(earlierMs: number): string {
  return ((performance.now() - earlierMs) / 1_000).toFixed(1);
}

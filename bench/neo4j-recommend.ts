import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Isthmus, openIsthmus } from '../src/app.js';
import { machineAndCommit } from '../src/cli/output/machine.js';
import { readConfig } from '../src/config/config.js';
import { migrateGraph } from '../src/ingest/migrate/migrate-graph.js';
import { emptyNeo4j } from '../test/neo4j/neo4j-target.js';
import { openFitted } from './fitted-store.js';
import { describeDurations, quantile } from './measure.js';
import { requestFor } from './request.js';

/**
 * Prints how long a recommendation takes in the process on either store, with the same graph and the same models. The
 * two take turns, so that a busy machine slows both alike.
 */
const DATA_DIR = join('var', 'bench', 'demo');
const REQUESTS = 2_000;
const WARM_UP = 500;

const embedded = await openFitted(DATA_DIR, 'demo', '');
await emptyNeo4j();
const dataDir = mkdtempSync(join(tmpdir(), 'isthmus-recommend-'));
cpSync(join(DATA_DIR, 'models'), join(dataDir, 'models'), { recursive: true });
const config = readConfig({ ...process.env, ISTHMUS_STORE: 'neo4j', ISTHMUS_DATA_DIR: dataDir });
const empty = await openIsthmus(config, { recommends: false });
await migrateGraph({ source: embedded.graph, target: empty.graph, nowMs: Date.now });
await empty.close();
const neo4j = await openIsthmus(config, { recommends: true });

const stores: readonly (readonly [string, Isthmus])[] = [
  ['embedded', embedded],
  ['Neo4j', neo4j],
];
const durations = new Map<string, number[]>(stores.map(([name]) => [name, []]));
for (let n = 0; n < WARM_UP + REQUESTS; n++) {
  const userId = embedded.projection.users.idOf((n * 7919) % embedded.projection.users.size);
  for (const [name, { recommender }] of stores) {
    const startedMs = performance.now();
    await recommender.recommend(requestFor(userId));
    if (n >= WARM_UP) durations.get(name)?.push(performance.now() - startedMs);
  }
}
for (const [name, list] of durations) console.log(`recommendations on ${name}: ${describeDurations(list)}`);
const [ours, theirs] = [...durations.values()].map((list) => quantile(Float64Array.from(list), 0.5));
console.log(`p50 on Neo4j is ${(100 * (theirs / ours - 1)).toFixed(1)} % above the embedded one`);
console.log(machineAndCommit());
await embedded.close();
await neo4j.close();
rmSync(dataDir, { recursive: true });

import neo4j from 'neo4j-driver';
import { machineAndCommit } from '../src/cli/output/machine.js';
import { Ontology } from '../src/domain/ontology.js';
import { seededRandom } from '../src/domain/random.js';
import { GraphWriter } from '../src/graph/graph-writer.js';
import { entity, event, item, link } from '../test/graph/graph-records.js';
import { neo4jTarget } from '../test/neo4j/neo4j-target.js';
import { openEmptyNeo4j } from '../test/neo4j/open-empty-neo4j.js';

/**
 * Prints how many edges a second go into Neo4j through the port, through the platform's writer, which checks each
 * against what is stored and tells the change feed, and by a plain loop of the same driver, which merges them. They take
 * turns, so that none has the warmer server.
 */
const NODES = 20_000;
const BATCH_ROWS = 5_000;
const BATCHES = 12;
const WARM_UP = 3;

const MERGE = `UNWIND $rows AS row
MATCH (s:Item {id: row.subject})
MATCH (o:Entity {id: row.object})
MERGE (s)-[r:ABOUT]->(o)
SET r.weight = row.weight, r.source = row.source`;

const { uri, user, password, database } = neo4jTarget();
const ABOUT = new Ontology().relation('ABOUT').name;
const graph = await openEmptyNeo4j();
const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
const writer = new GraphWriter({ graph, ontology: new Ontology(), clock: Date.now });
const random = seededRandom(1);
const pick = () => Math.floor(NODES * random());

await writer.upsertItems(Array.from({ length: NODES }, (_, k) => item(`i${k}`)));
await writer.upsertEntities(Array.from({ length: NODES }, (_, k) => entity(`e${k}`)));

/** Pairs that were not written before. */
const taken = new Set<number>();
function freshPairs(): [string, string][] {
  const pairs: [string, string][] = [];
  while (pairs.length < BATCH_ROWS) {
    const [subject, object] = [pick(), pick()];
    if (taken.has(subject * NODES + object)) continue;
    taken.add(subject * NODES + object);
    pairs.push([`i${subject}`, `e${object}`]);
  }
  return pairs;
}

async function mergePlainly(): Promise<void> {
  const rows = freshPairs().map(([subject, object]) => ({ subject, object, weight: 0.5, source: 'catalogue' }));
  const session = driver.session({ database });
  await session.executeWrite((transaction) => transaction.run(MERGE, { rows }));
  await session.close();
}

async function write(): Promise<void> {
  const rows = freshPairs().map(([subject, object]) => ({ subject, object, weight: 0.5, source: 'catalogue' }));
  const ends = { subjectType: 'Item', relation: ABOUT, objectType: 'Entity' } as const;
  await graph.write([{ key: 'relations/create-relations', ...ends, parameters: { rows } }]);
}

async function relate(): Promise<void> {
  await writer.upsertRelations(
    freshPairs().map(([subject, object]) =>
      link({ type: 'Item', id: subject }, 'ABOUT', { type: 'Entity', id: object }, 0.5),
    ),
  );
}

let events = 0;
async function record(): Promise<void> {
  await writer.recordInteractions(
    Array.from({ length: BATCH_ROWS }, () =>
      event({ eventId: `e${events++}`, userId: `u${pick()}`, itemId: `i${pick()}`, kind: 'like' }),
    ),
    { createMissingUsers: true },
  );
}

const ways = {
  'plain loop': mergePlainly,
  'writes of the port': write,
  'relations of the writer': relate,
  'events of the writer': record,
};
const seconds = new Map(Object.keys(ways).map((name) => [name, 0]));
for (let batch = 0; batch < WARM_UP + BATCHES; batch++) {
  for (const [name, way] of Object.entries(ways)) {
    const startedMs = performance.now();
    await way();
    if (batch >= WARM_UP) seconds.set(name, (seconds.get(name) ?? 0) + (performance.now() - startedMs) / 1_000);
  }
}
const rateOf = (name: string) => (BATCHES * BATCH_ROWS) / (seconds.get(name) ?? 1);
for (const name of Object.keys(ways)) {
  const share = (100 * rateOf(name)) / rateOf('plain loop');
  console.log(`${name}: ${Math.round(rateOf(name))} edges/s, ${share.toFixed(0)} % of the plain loop`);
}
console.log(machineAndCommit());
await driver.close();
await graph.close();

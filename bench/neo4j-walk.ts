import neo4j, { type Driver } from 'neo4j-driver';
import { machineAndCommit } from '../src/cli/output/machine.js';
import { seededRandom } from '../src/domain/random.js';
import { ExactWalk } from '../src/models/collaborative/exact-walk.js';
import { rowHistory } from '../src/models/collaborative/item-history.js';
import { DegreePowers } from '../src/models/sparse/degree-powers.js';
import { transpose } from '../src/models/sparse/matrix-shape.js';
import { neo4jTarget } from '../test/neo4j/neo4j-target.js';
import { openEmptyNeo4j } from '../test/neo4j/open-empty-neo4j.js';
import { describeDurations, quantile } from './measure.js';
import { EDGES, ITEMS, powerLawGraph, USERS } from './power-law-graph.js';

/**
 * Prints how long the exact collaborative walk takes over the projection and as Cypher on Neo4j, on the same graph and
 * for the same users. The discounts by degree stand ready on the nodes, which is more than a real graph would offer.
 */
const CYPHER_WALKS = 12;
const WALKS = 2_000;
const WARM_UP = 3;
const BATCH_ROWS = 5_000;
const TOLERANCE = 1e-6;
const POWERS = { item: 0.8, user: 0.5, popularity: 0.4 };

const FORMS = {
  'aggregated by co-user': `MATCH (:User {id: $id})-[:LIKED]->(i:Item)<-[:LIKED]-(v:User)
WITH v, sum(i.start) AS flow
MATCH (v)-[:LIKED]->(j:Item)
WITH j, sum(flow * v.share) AS flow
RETURN j.id AS item, flow * j.end AS score`,
  naive: `MATCH (:User {id: $id})-[:LIKED]->(i:Item)<-[:LIKED]-(v:User)-[:LIKED]->(j:Item)
RETURN j.id AS item, sum(i.start * v.share * j.end) AS score`,
};

const random = seededRandom(1);
const userItems = powerLawGraph(random);
const itemUsers = transpose(userItems);
const powers = {
  item: new DegreePowers(POWERS.item),
  user: new DegreePowers(POWERS.user),
  popularity: new DegreePowers(POWERS.popularity),
};
const walk = new ExactWalk();
const scores = new Float32Array(ITEMS);

async function load(driver: Driver, database: string): Promise<void> {
  const run = (text: string, rows: readonly unknown[]) => driver.executeQuery(text, { rows }, { database });
  const degree = ({ starts, ends }: typeof userItems, row: number) => ends[row] - starts[row];
  await run(
    'UNWIND $rows AS row CREATE (:User {id: row.id, share: row.share})',
    Array.from({ length: USERS }, (_, k) => ({ id: `u${k}`, share: degree(userItems, k) ** -POWERS.user })),
  );
  await run(
    'UNWIND $rows AS row CREATE (:Item {id: row.id, start: row.start, end: row.end})',
    Array.from({ length: ITEMS }, (_, k) => {
      const count = Math.max(1, degree(itemUsers, k));
      return { id: `i${k}`, start: count ** -POWERS.item, end: count ** -POWERS.popularity };
    }),
  );
  let rows: { user: string; item: string }[] = [];
  const flush = async () => {
    await run(
      'UNWIND $rows AS row MATCH (u:User {id: row.user}), (i:Item {id: row.item}) CREATE (u)-[:LIKED]->(i)',
      rows,
    );
    rows = [];
  };
  for (let user = 0; user < USERS; user++) {
    for (let at = userItems.starts[user]; at < userItems.ends[user]; at++) {
      rows.push({ user: `u${user}`, item: `i${userItems.targets[at]}` });
      if (rows.length === BATCH_ROWS) await flush();
    }
  }
  await flush();
}

function walkOf(user: number): number {
  const history = rowHistory(userItems, user);
  scores.fill(0);
  const startedMs = performance.now();
  walk.score(userItems, itemUsers, history, powers, user, scores);
  return performance.now() - startedMs;
}

/** The largest relative difference between the two ways, over the items that the user has not touched. */
function difference(user: number, found: ReadonlyMap<string, number>): number {
  walkOf(user);
  const seen = new Set(rowHistory(userItems, user).items);
  let largest = 0;
  for (let item = 0; item < ITEMS; item++) {
    if (seen.has(item)) continue;
    const theirs = found.get(`i${item}`) ?? 0;
    largest = Math.max(largest, Math.abs(scores[item] - theirs) / Math.max(1, theirs));
  }
  return largest;
}

await (await openEmptyNeo4j()).close();
const { uri, user, password, database } = neo4jTarget();
const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });
await load(driver, database);
const users = Array.from({ length: WARM_UP + CYPHER_WALKS }, () => Math.floor(random() * USERS));
const ours: number[] = [];
for (let n = 0; n < WALKS; n++) {
  const durationMs = walkOf(users[n % users.length]);
  if (n >= WALKS / 4) ours.push(durationMs);
}
console.log(`Exact collaborative walk of ${users.length} users, ${EDGES} edges, ${USERS} users, ${ITEMS} items`);
console.log(`projection: ${describeDurations(ours)}`);
const ourMedianMs = quantile(Float64Array.from(ours), 0.5);
for (const [name, text] of Object.entries(FORMS)) {
  const theirs: number[] = [];
  let largest = 0;
  for (const [n, each] of users.entries()) {
    const startedMs = performance.now();
    const { records } = await driver.executeQuery(text, { id: `u${each}` }, { database });
    if (n >= WARM_UP) theirs.push(performance.now() - startedMs);
    const found = new Map(records.map((record) => [String(record.get('item')), Number(record.get('score'))]));
    largest = Math.max(largest, difference(each, found));
  }
  const times = quantile(Float64Array.from(theirs), 0.5) / ourMedianMs;
  const equality = largest <= TOLERANCE ? 'equal scores' : `scores differ by up to ${largest}`;
  console.log(`Cypher, ${name}: ${describeDurations(theirs)}; ${times.toFixed(0)} times the projection; ${equality}`);
}
console.log(machineAndCommit());
await driver.close();

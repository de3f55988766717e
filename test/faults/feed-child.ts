// One process of a run of the change feed: it writes at random beside others, follows what they write, and says on its
// standard output what was acknowledged. Arguments: name, seed, number of the first write, number of writes (0: only
// follows). It answers a line on its standard input with the digest of its projection, once that has caught up.
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { GraphWriter } from '../../src/graph/graph-writer.js';
import { loadOntology } from '../../src/graph/load-ontology.js';
import { Neo4jKnowledgeGraph } from '../../src/graph/neo4j/neo4j-knowledge-graph.js';
import { ChangeFollower } from '../../src/graph/projection/change-follower.js';
import { projectionDigest } from '../../src/graph/projection/projection-digest.js';
import { neo4jTarget } from '../neo4j/neo4j-target.js';
import { randomFeedWrite, seededRandom } from './feed-world.js';

const CAUGHT_UP_TIMEOUT_MS = 60_000;

const [name, seed, first, count] = process.argv.slice(2);
// Synchronous, so that a line that was written before the kill arrives.
const tell = (line: string): void => {
  writeSync(1, `${line}\n`);
};

const graph = await Neo4jKnowledgeGraph.open(neo4jTarget());
const ontology = await loadOntology(graph);
const writer = new GraphWriter({ graph, ontology, clock: Date.now });
const onError = (error: unknown) => process.stderr.write(`${String(error)}\n`);
const follower = await ChangeFollower.open({ graph, ontology, writer, onError });
follower.start();
tell('open');

const random = seededRandom(Number(seed));
// Three at a time, as requests come.
let next = Number(first);
const end = next + Number(count);
await Promise.all(
  [0, 1, 2].map(async () => {
    while (next < end) {
      const n = next++;
      const { eventId } = await randomFeedWrite(writer, random, `${name}-${n}`);
      tell(`done ${n} ${eventId ?? ''}`);
    }
  }),
);
tell('end');

for await (const _ of createInterface({ input: process.stdin })) {
  await follower.caughtUp(undefined, { timeoutMs: CAUGHT_UP_TIMEOUT_MS });
  tell(`digest ${projectionDigest(follower.projection)}`);
}
await follower.stop();
await graph.close();

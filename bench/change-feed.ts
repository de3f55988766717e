import { setTimeout as pause } from 'node:timers/promises';
import { machineAndCommit } from '../src/cli/output/machine.js';
import type { InteractionRecord } from '../src/domain/records.js';
import { GraphWriter } from '../src/graph/graph-writer.js';
import { loadOntology } from '../src/graph/load-ontology.js';
import { Neo4jKnowledgeGraph } from '../src/graph/neo4j/neo4j-knowledge-graph.js';
import { ChangeFollower } from '../src/graph/projection/change-follower.js';
import { event, item } from '../test/graph/graph-records.js';
import { neo4jTarget } from '../test/neo4j/neo4j-target.js';
import { openEmptyNeo4j } from '../test/neo4j/open-empty-neo4j.js';
import { describeDurations } from './measure.js';

const EVENTS = 200;
const LONGEST_PAUSE_MS = 700;

/** Prints how long after its acknowledgement a write of one process is in the projection of another one. */
async function openProcess() {
  const graph = await Neo4jKnowledgeGraph.open(neo4jTarget());
  const ontology = await loadOntology(graph);
  const writer = new GraphWriter({ graph, ontology, clock: Date.now });
  const follower = await ChangeFollower.open({ graph, ontology, writer });
  follower.start();
  return { graph, writer, follower };
}

await (await openEmptyNeo4j()).close();
const writing = await openProcess();
const following = await openProcess();
await writing.writer.upsertItems([item('i1')]);

const ackMs: number[] = [];
const seenMs: number[] = [];
for (let k = 0; k < EVENTS; k++) {
  await pause(Math.random() * LONGEST_PAUSE_MS);
  const given: InteractionRecord = event({ eventId: `e${k}`, userId: `u${k % 10}` });
  const sentMs = performance.now();
  await writing.writer.recordInteractions([given], { createMissingUsers: true });
  const acknowledgedMs = performance.now();
  while (following.follower.projection.events.length <= k) await pause(1);
  ackMs.push(acknowledgedMs - sentMs);
  seenMs.push(performance.now() - acknowledgedMs);
}
console.log(`an event is acknowledged after: ${describeDurations(ackMs)}`);
console.log(`and in the other process after: ${describeDurations(seenMs)}`);
console.log(machineAndCommit());
for (const { graph, follower } of [following, writing]) {
  await follower.stop();
  await graph.close();
}

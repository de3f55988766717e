import { Ontology } from '../../../src/domain/ontology.js';
import { EmbeddedKnowledgeGraph } from '../../../src/graph/embedded/embedded-knowledge-graph.js';
import { GraphWriter } from '../../../src/graph/graph-writer.js';
import type { KnowledgeGraph } from '../../../src/graph/knowledge-graph.js';
import { loadOntology } from '../../../src/graph/load-ontology.js';
import { buildProjection } from '../../../src/graph/projection/build-projection.js';
import { ChangeFollower, type FollowerOptions } from '../../../src/graph/projection/change-follower.js';
import { projectionDigest } from '../../../src/graph/projection/projection-digest.js';
import { fillFeedWorld, randomFeedWrite, seededRandom } from '../../faults/feed-world.js';
import { projectionById } from './projection-by-id.js';

let graph: EmbeddedKnowledgeGraph;
const opened: ChangeFollower[] = [];

beforeEach(async () => {
  graph = await EmbeddedKnowledgeGraph.open({ path: null });
});
afterEach(async () => {
  for (const follower of opened.splice(0)) await follower.stop();
  await graph.close();
});

/** What one process has: a writer, an ontology and a projection of its own. */
async function openProcess(store: KnowledgeGraph = graph, options: Partial<FollowerOptions> = {}) {
  const ontology = await loadOntology(store);
  const writer = new GraphWriter({ graph: store, ontology, clock: () => 0 });
  const follower = await ChangeFollower.open({ graph: store, ontology, writer, intervalMs: 5, ...options });
  opened.push(follower);
  follower.start();
  return { ontology, writer, follower, projection: follower.projection };
}

async function expectFresh(follower: ChangeFollower): Promise<void> {
  await follower.caughtUp(undefined, { timeoutMs: 20_000 });
  const fresh = await buildProjection(graph, { ontology: new Ontology() });
  expect(projectionById(follower.projection)).toEqual(projectionById(fresh));
  expect(projectionDigest(follower.projection)).toBe(projectionDigest(fresh));
}

test('after random writes of three processes at once each projection equals one that is built afresh', async () => {
  const seed = Date.now() % 100_000;
  const processes = await Promise.all([openProcess(), openProcess(), openProcess()]);
  await fillFeedWorld(processes[0].writer);
  await Promise.all(
    processes.map(async ({ writer }, n) => {
      const random = seededRandom(seed + n);
      for (let k = 0; k < 200; k++) await randomFeedWrite(writer, random, `${n}-${k}`);
    }),
  );
  for (const { follower } of processes) await expectFresh(follower);
}, 60_000);

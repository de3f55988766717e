import { Ontology } from '../../src/domain/ontology.js';
import { GraphWriter } from '../../src/graph/graph-writer.js';
import { RELATION_ENDS } from '../../src/graph/joined-types.js';
import type { KnowledgeGraph, Row } from '../../src/graph/knowledge-graph.js';
import { buildProjection } from '../../src/graph/projection/build-projection.js';
import { scanGraph } from '../../src/graph/projection/graph-scan.js';
import { Projection } from '../../src/graph/projection/projection.js';
import { projectionDigest } from '../../src/graph/projection/projection-digest.js';
import { openEmptyNeo4j } from '../neo4j/open-empty-neo4j.js';
import { FeedProcess } from './feed-process.js';
import { fillFeedWorld, seededRandom } from './feed-world.js';

/** What several processes that wrote to one graph have left. */
export interface FeedReport {
  readonly writes: number;
  readonly kills: number;
  /** Acknowledged events between nodes that are never deleted. */
  readonly acknowledged: number;
  readonly lost: number;
  /** Event ids that one user has twice, and relations that two nodes have twice. */
  readonly doubled: number;
  /** Processes whose projection did not equal one that was built afresh. */
  readonly different: number;
  /** What followers have reported as going wrong. */
  readonly complaints: string;
}

const PROCESSES = ['a', 'b', 'c'];

/** Lets three processes write `total` random writes in all, killing and restarting one of them `kills` times. */
export async function runFeed(total: number, kills: number, seed: number): Promise<FeedReport> {
  const graph = await openEmptyNeo4j();
  try {
    await fillFeedWorld(new GraphWriter({ graph, ontology: new Ontology(), clock: Date.now }));
    const random = seededRandom(seed);
    const each = Math.ceil(total / PROCESSES.length);
    const runs = PROCESSES.map((name, n) => new ProcessRun(name, seed + n * 1_000, each));
    for (let k = 0; k < kills; k++) {
      await runs[k % runs.length].killAfter(1 + Math.floor((2 * random() * each) / (kills + 1)));
    }
    for (const run of runs) await run.end();
    const digests = await Promise.all(runs.map((run) => run.current.digest()));
    const fresh = projectionDigest(await buildProjection(graph, { ontology: new Ontology() }));
    for (const run of runs) await run.current.kill();
    const acknowledged = new Set(runs.flatMap((run) => run.acknowledged));
    return {
      writes: runs.reduce((sum, run) => sum + run.done, 0),
      kills,
      acknowledged: acknowledged.size,
      ...(await lookAtGraph(graph, acknowledged)),
      different: digests.filter((digest) => digest !== fresh).length,
      complaints: runs.map((run) => run.complaints).join(''),
    };
  } finally {
    await graph.close();
  }
}

/** One writer through its restarts. */
class ProcessRun {
  current: FeedProcess;
  private readonly former: FeedProcess[] = [];

  constructor(
    private readonly name: string,
    private readonly seed: number,
    private readonly total: number,
  ) {
    this.current = new FeedProcess(name, seed, 0, total);
  }

  get done(): number {
    return [...this.former, this.current].reduce((sum, process) => sum + process.done, 0);
  }

  get acknowledged(): string[] {
    return [...this.former, this.current].flatMap((process) => [...process.acknowledged]);
  }

  get complaints(): string {
    return [...this.former, this.current].map((process) => process.complaints).join('');
  }

  /** Kills the process after so many more writes and starts it again. */
  async killAfter(writes: number): Promise<void> {
    await this.current.untilDone(this.current.done + Math.min(writes, this.total - this.done));
    await this.current.kill();
    const { done } = this;
    this.former.push(this.current);
    // The last writes may have gone in without being acknowledged, so their numbers are used again.
    this.current = new FeedProcess(this.name, this.seed + this.former.length, done, Math.max(0, this.total - done));
  }

  /** Resolves when all writes are done. */
  end(): Promise<void> {
    return this.current.untilEnd();
  }
}

async function lookAtGraph(
  graph: KnowledgeGraph,
  acknowledged: ReadonlySet<string>,
): Promise<{ lost: number; doubled: number }> {
  const found = new Set<string>();
  const events = new Map<string, number>();
  let doubledEdges = 0;
  for await (const { type, ids } of scanGraph(graph, new Projection(), {})) {
    for (const [subjectType, objectType] of RELATION_ENDS) {
      if (subjectType !== type) continue;
      const call = { key: 'projection/relations-of-nodes', subjectType, objectType, parameters: { ids } } as const;
      for (const { objects } of await graph.read<Row & { readonly objects: readonly string[] }>(call)) {
        doubledEdges += objects.length - new Set(objects).size;
      }
    }
    if (type !== 'User') continue;
    const call = { key: 'interactions/find-events', parameters: { ids } } as const;
    for (const { user, eventId } of await graph.read<Row & { readonly user: string; readonly eventId: string }>(call)) {
      found.add(eventId);
      events.set(`${user} ${eventId}`, (events.get(`${user} ${eventId}`) ?? 0) + 1);
    }
  }
  const lost = [...acknowledged].filter((eventId) => !found.has(eventId)).length;
  return { lost, doubled: doubledEdges + [...events.values()].filter((count) => count > 1).length };
}

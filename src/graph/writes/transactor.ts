import { IsthmusError } from '../../domain/errors.js';
import type { Change } from '../changes.js';
import type { KnowledgeGraph } from '../knowledge-graph.js';
import type { BatchPlan } from './batch-plan.js';
import type { CommitListener } from './committed-write.js';
import { Committer } from './committer.js';
import { FeedWatch } from './feed-watch.js';
import type { WriterMemory } from './writer-memory.js';

/** Of writers that keep overtaking each other one always gets through, so this many times in a row is no accident. */
const MOST_TRIES = 100;

/** Plans transactions on what the graph holds now and commits them, again until no other process has come in between. */
export class Transactor {
  private readonly committer: Committer;
  private readonly feed: FeedWatch;

  constructor(
    graph: KnowledgeGraph,
    clock: () => number,
    writerId: string,
    private readonly memory: WriterMemory,
  ) {
    this.committer = new Committer(graph, clock, writerId);
    this.feed = new FeedWatch(
      graph,
      (change) => this.hasTold(change),
      (changes) => memory.forgetChanged(changes),
    );
  }

  onCommitted(listener: CommitListener): () => void {
    return this.committer.onCommitted(listener);
  }

  hasTold(change: Change): boolean {
    return this.committer.hasTold(change);
  }

  /** `overtaken` takes back what making the plan has changed; the plan is then made again. */
  async run(makePlan: () => Promise<BatchPlan>, overtaken: () => void = () => undefined): Promise<void> {
    try {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const since = await this.feed.look();
        if (await this.committer.commit(await makePlan(), since)) return;
        overtaken();
      }
    } catch (error) {
      // Whether the write went in is not known, so nothing that is remembered can be trusted.
      this.memory.forgetAll();
      throw error;
    }
    throw new IsthmusError(
      'STORE_UNAVAILABLE',
      `Other processes have changed the same nodes ${MOST_TRIES} times while this write was prepared. Send it again.`,
    );
  }
}

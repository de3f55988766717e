import { IsthmusError } from '../../domain/errors.js';
import { appendChange, refuseClash } from '../change-feed.js';
import { ChangeTrimmer } from '../change-trimmer.js';
import type { Change, ChangeCursor } from '../changes.js';
import type { KnowledgeGraph, StatementCall, WriteSummary } from '../knowledge-graph.js';
import type { BatchPlan } from './batch-plan.js';
import type { CommitListener } from './committed-write.js';

/** A change that touches more nodes than this is told as `bulk`: reading everything again is cheaper. */
const MAX_NAMED_NODES = 500;
const PAGE_CHANGES = 500;
/** The Neo4j driver waits a second before it says so. */
const QUICK_FAILURE_MS = 5_000;
/** A commit that failed so many failures ago is not going to appear any more. */
const MOST_UNTOLD = 10_000;

/**
 * Commits planned transactions so that several processes can write to one graph without locks: a plan is made from
 * what was read, and its transaction is undone when the change feed says that somebody has touched the same nodes
 * since (optimistic concurrency control; Kung and Robinson 1981, with the feed as the list of write sets). Every
 * commit has an id of its own, which is also in the feed, so a commit whose answer was lost is recognised.
 */
export class Committer {
  private readonly listeners = new Set<CommitListener>();
  private readonly trimmer: ChangeTrimmer;
  private commits = 0;
  private newestTold = 0;
  private readonly untold = new Set<number>();

  constructor(
    private readonly graph: KnowledgeGraph,
    private readonly clock: () => number,
    private readonly writerId: string,
  ) {
    this.trimmer = new ChangeTrimmer(graph);
  }

  onCommitted(listener: CommitListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** True when the change is a commit of this writer of which the listeners have heard. */
  hasTold({ commitId }: Change): boolean {
    if (!commitId.startsWith(`${this.writerId}/`)) return false;
    const number = Number(commitId.slice(this.writerId.length + 1));
    return number <= this.newestTold && !this.untold.has(number);
  }

  /** Commits a plan that was made after `since`; false when it has been overtaken and nothing was written. */
  async commit(plan: BatchPlan, since: ChangeCursor): Promise<boolean> {
    if (plan.calls.length === 0) return true;
    const number = ++this.commits;
    try {
      if (!(await this.write(plan, since, `${this.writerId}/${number}`))) return false;
    } catch (error) {
      // It may be in the graph all the same, so readers of the feed must not take it for something already known.
      this.untold.add(number);
      for (const oldest of this.untold) if (this.untold.size > MOST_UNTOLD) this.untold.delete(oldest);
      throw error;
    }
    const told = plan.writes.filter((write) => !('records' in write) || write.records.length > 0);
    for (const listener of this.listeners) await listener(told);
    this.newestTold = number;
    await this.trimmer.committed();
    return true;
  }

  private async write(plan: BatchPlan, since: ChangeCursor, commitId: string): Promise<boolean> {
    const { calls, kind, touched, newEdges } = plan;
    const isBulk = touched.length > MAX_NAMED_NODES;
    const change = appendChange(isBulk ? 'bulk' : kind, isBulk ? [] : touched, this.clock(), commitId);
    const all: StatementCall[] = [...calls, change, refuseClash(since, commitId, plan.reliesOn)];
    try {
      const { relationshipsCreated } = await this.send(all);
      if (relationshipsCreated === newEdges) return true;
    } catch (error) {
      if (!(error instanceof IsthmusError) || error.code !== 'INVALID_ARGUMENT') throw error;
      const verdict = await this.verdict(plan, since, commitId);
      if (verdict === 'refused') throw error;
      return verdict === 'committed';
    }
    throw new IsthmusError(
      'INTERNAL',
      `A write did not make the ${newEdges} edges that it should: something outside the platform has deleted one of its nodes. Send it again.`,
    );
  }

  /**
   * A connection that breaks off during a commit leaves open whether it went in. To send it once more is safe, because
   * a commit that is in the feed already is refused; a store that was slow to fail is not asked to fail twice.
   */
  private async send(calls: readonly StatementCall[]): Promise<WriteSummary> {
    const startedMs = performance.now();
    try {
      return await this.graph.write(calls);
    } catch (error) {
      const isBroken = error instanceof IsthmusError && error.code === 'STORE_UNAVAILABLE';
      if (!isBroken || performance.now() - startedMs > QUICK_FAILURE_MS) throw error;
      return this.graph.write(calls);
    }
  }

  /** Why the store has refused a transaction: it was overtaken, it is in the feed already, or it is not valid. */
  private async verdict(
    { reliesOn }: BatchPlan,
    since: ChangeCursor,
    commitId: string,
  ): Promise<'committed' | 'overtaken' | 'refused'> {
    const refs = new Set(reliesOn);
    let isOvertaken = false;
    for (let cursor = since; ; ) {
      const page = await this.graph.changesSince(cursor, PAGE_CHANGES);
      if (page.changes.some((change) => change.commitId === commitId)) return 'committed';
      isOvertaken ||= page.changes.some(({ kind, ids }) => kind === 'bulk' || ids.some((ref) => refs.has(ref)));
      if (page.changes.length < PAGE_CHANGES) return isOvertaken ? 'overtaken' : 'refused';
      cursor = page.cursor;
    }
  }
}

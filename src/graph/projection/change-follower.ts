import { IsthmusError } from '../../domain/errors.js';
import type { NodeRef } from '../../domain/nodes.js';
import type { Ontology } from '../../domain/ontology.js';
import { newestSequence } from '../change-feed.js';
import type { Change, ChangeCursor } from '../changes.js';
import type { GraphWriter } from '../graph-writer.js';
import type { CallOptions, KnowledgeGraph } from '../knowledge-graph.js';
import { renewOntology } from '../load-ontology.js';
import { nodeRef, refText } from '../node-ref-text.js';
import type { CommitListener, CommittedWrite } from '../writes/committed-write.js';
import { buildProjection } from './build-projection.js';
import type { Projection } from './projection.js';
import { ProjectionRenewer } from './projection-renewer.js';
import { ProjectionUpdater } from './projection-updater.js';
import { RebuildSchedule } from './rebuild-schedule.js';
import { SequenceWaiters } from './sequence-waiters.js';
import { WakefulSleep } from './wakeful-sleep.js';

const DEFAULT_INTERVAL_MS = 500;
/** Processes that were started together do not ask together. */
const JITTER = 0.2;
/** While the store is away it is asked less often, but so often that its return is noticed at once. */
const LONGEST_PAUSE_MS = 2_000;
const PAGE_CHANGES = 500;
/** Changes that name more nodes than this are cheaper to follow by reading everything. */
const MOST_NAMED_NODES = 5_000;
const CALL_TIMEOUT_MS = 10_000;

/** What a follower works on. */
export interface FollowerOptions {
  readonly graph: KnowledgeGraph;
  readonly ontology: Ontology;
  /** The writer of this process: what it commits is applied at once, what others commit is read. */
  readonly writer: GraphWriter;
  /** How often the feed is asked for news. */
  readonly intervalMs?: number;
  /** Hears of the first failure after things went well, and of the recovery with null. */
  readonly onError?: (error: unknown) => void;
  readonly random?: () => number;
}

/**
 * Keeps a projection equal to a graph that several processes write to. Own commits are applied when they are told;
 * for those of others the change feed says what has to be read again. Reading says what is and not what has changed,
 * so the order in which both arrive does not matter and nothing is harmed when something is read twice.
 */
export class ChangeFollower {
  private readonly renewer: ProjectionRenewer;
  private readonly rebuilds = new RebuildSchedule();
  private readonly waiters = new SequenceWaiters();
  private readonly sleep = new WakefulSleep();
  private readonly stopping = new AbortController();
  private readonly listeners = new Set<CommitListener>();
  /** Nodes of own commits that could not be applied because others have made what they refer to. */
  private readonly owed = new Map<string, NodeRef>();
  private rebuilding: ChangeCursor | null = null;
  private isFailing = false;
  private nextPollMs = 0;
  private running: Promise<void> | null = null;
  private leave: () => void = () => undefined;

  private constructor(
    private readonly options: FollowerOptions,
    /** The projection that is kept current. */
    readonly projection: Projection,
    private cursor: ChangeCursor,
  ) {
    const { graph, ontology, writer } = options;
    this.renewer = new ProjectionRenewer({
      graph,
      ontology,
      projection,
      tell: (writes) => this.tell(writes),
      exclusively: (task) => writer.exclusively(task),
    });
  }

  /** Reads the graph into a projection, which hears of the writer's commits from then on. */
  static open(options: FollowerOptions): Promise<ChangeFollower> {
    const { graph, ontology, writer } = options;
    return writer.exclusively(async () => {
      const cursor = await newestSequence(graph);
      await awaitWriters(graph, {});
      const follower = new ChangeFollower(options, await buildProjection(graph, { ontology }), cursor);
      const updater = new ProjectionUpdater(follower.projection);
      follower.leave = writer.onCommitted((writes) => follower.takeOwn(updater, writes));
      return follower;
    });
  }

  /** Begins to follow the commits of other processes. */
  start(): void {
    this.running ??= this.run();
  }

  /** Ends; whoever still waits for a change is told so. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.sleep.wake();
    await this.running;
    this.leave();
    this.waiters.rejectAll(new IsthmusError('STORE_UNAVAILABLE', 'The process is stopping.'));
  }

  /** Calls the listener with everything that changes the projection, whoever has written it, in that order. */
  onApplied(listener: CommitListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The newest change such that it and all before it are in the projection. */
  get seen(): ChangeCursor {
    return Math.min(this.cursor, (this.rebuilding ?? Infinity) - 1, (this.rebuilds.pending ?? Infinity) - 1);
  }

  /** Resolves when the projection holds a change and all before it; without one, everything committed until now. */
  async caughtUp(sequence?: ChangeCursor, options: CallOptions = {}): Promise<void> {
    const until = sequence ?? (await newestSequence(this.options.graph, options));
    if (this.seen >= until) return;
    const waiting = this.waiters.wait(until, options);
    this.nextPollMs = 0;
    this.sleep.wake();
    await waiting;
  }

  private async run(): Promise<void> {
    const { intervalMs = DEFAULT_INTERVAL_MS, random = Math.random } = this.options;
    let pauseMs = intervalMs;
    while (!this.stopping.signal.aborted) {
      try {
        await this.poll();
        await this.rebuildIfDue();
        if (this.isFailing) this.report(null);
        pauseMs = intervalMs;
      } catch (error) {
        if (this.stopping.signal.aborted) return;
        if (!this.isFailing) this.report(error);
        pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
      }
      this.waiters.seen(this.seen);
      await this.sleep.forMs(pauseMs * (1 + JITTER * (2 * random() - 1)));
    }
  }

  private report(error: unknown): void {
    this.isFailing = error !== null;
    this.options.onError?.(error);
  }

  /** Takes everything that the feed has. */
  private async poll(): Promise<void> {
    const { intervalMs = DEFAULT_INTERVAL_MS } = this.options;
    this.nextPollMs = performance.now() + intervalMs;
    for (;;) {
      const { changes, cursor } = await this.options.graph.changesSince(this.cursor, PAGE_CHANGES, this.limits());
      if (changes.length > 0 || this.owed.size > 0) await this.take(changes);
      this.cursor = cursor;
      this.waiters.seen(this.seen);
      if (changes.length < PAGE_CHANGES) return;
    }
  }

  private async take(changes: readonly Change[]): Promise<void> {
    const { graph, ontology, writer } = this.options;
    if (this.owed.size === 0 && changes.every((change) => writer.hasTold(change))) return;
    await awaitWriters(graph, this.limits());
    // An own commit that was still on its way when the feed was read has been told by the time it is our turn.
    const foreign = await writer.exclusively(async () => changes.filter((change) => !writer.hasTold(change)));
    if (foreign.some(({ kind }) => kind === 'declaration')) await renewOntology(graph, ontology, this.limits());
    const owed = [...this.owed.values()];
    const named = [...owed, ...nodesOf(foreign.filter(({ kind }) => kind !== 'deletion'))];
    for (const { kind, sequence } of foreign) {
      if (kind === 'bulk' || named.length > MOST_NAMED_NODES) this.rebuilds.note(sequence, performance.now());
    }
    await this.renewer.forget(nodesOf(foreign.filter(({ kind }) => kind === 'deletion')), this.limits());
    if (named.length <= MOST_NAMED_NODES) await this.renewer.renew(named, this.limits());
    for (const node of owed) this.owed.delete(refText(node));
  }

  private async rebuildIfDue(): Promise<void> {
    const startedMs = performance.now();
    const isAwaited = (this.waiters.furthest ?? -1) >= (this.rebuilds.pending ?? Infinity);
    if (this.rebuilds.waitMs(startedMs, isAwaited) !== 0) return;
    this.rebuilding = this.rebuilds.begin();
    try {
      await this.renewer.renewEverything(async () => {
        this.stopping.signal.throwIfAborted();
        if (performance.now() >= this.nextPollMs) await this.poll();
      }, this.limits());
      this.rebuilds.ended(startedMs, performance.now());
    } catch (error) {
      this.rebuilds.failed(this.rebuilding ?? this.cursor, performance.now());
      throw error;
    } finally {
      this.rebuilding = null;
    }
  }

  /** Applies an own commit; what it cannot apply is read from the graph before the commit is acknowledged. */
  private async takeOwn(updater: ProjectionUpdater, writes: readonly CommittedWrite[]): Promise<void> {
    const unknown = updater.apply(writes);
    await this.tell(writes);
    if (unknown.length === 0) return;
    for (const node of unknown) this.owed.set(refText(node), node);
    try {
      await this.renewer.renewNow(unknown, this.limits());
      for (const node of unknown) this.owed.delete(refText(node));
    } catch (error) {
      // The commit is durable all the same; what is owed is read with the next news.
      this.report(error);
    }
  }

  private async tell(writes: readonly CommittedWrite[]): Promise<void> {
    for (const listener of this.listeners) await listener(writes);
  }

  private limits(): CallOptions {
    return { signal: this.stopping.signal, timeoutMs: CALL_TIMEOUT_MS };
  }
}

/** Until then a change may be in the feed while a part of what it tells of cannot be read yet. */
async function awaitWriters(graph: KnowledgeGraph, options: CallOptions): Promise<void> {
  await graph.write([{ key: 'changes/await-writers' }], options);
}

function nodesOf(changes: readonly Change[]): NodeRef[] {
  const refs = new Set(changes.flatMap(({ ids }) => ids));
  return Array.from(refs, nodeRef).filter((node) => node !== null);
}

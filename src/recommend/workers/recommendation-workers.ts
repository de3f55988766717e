import { IsthmusError } from '../../domain/errors.js';
import type { Explanation } from '../../domain/explanation.js';
import type { Ontology } from '../../domain/ontology.js';
import { Turns } from '../../domain/turns.js';
import type { Projection } from '../../graph/projection/projection.js';
import type { CommittedWrite } from '../../graph/writes/committed-write.js';
import type { FittedModels } from '../fitted-models.js';
import type { OtherThreads } from '../other-threads.js';
import type { RecommendationPage } from '../recommendation.js';
import { type AnswerText, explanationFromText, pageFromText } from './answer-text.js';
import { PendingTask } from './pending-task.js';
import { copyProjection, type ProjectionCopy } from './projection-copy.js';
import { type SharedFit, shareFit } from './shared-fit.js';
import type { ExplainTask, RecommendTask, Task } from './task.js';
import type { LoadMessage } from './worker-messages.js';
import { type ThreadOptions, WorkerThread } from './worker-thread.js';

/** What is recommended from: a projection, and models whose rows are its item numbers. */
export interface Served {
  readonly projection: Projection;
  readonly models: FittedModels;
  /** The ranker's ONNX file; null when the models have the prior ranker. */
  readonly ranker: Uint8Array | null;
}

/** How many threads there are, and what they are made of. */
export interface WorkersOptions {
  readonly count: number;
  readonly thread: ThreadOptions;
  readonly ontology: Ontology;
  /** Told in a sentence when a thread has died. */
  readonly warn: (message: string) => void;
}

interface Generation extends Served {
  readonly number: number;
  /** Made when the first thread needs it. */
  fit: SharedFit | null;
}

const MOST_TRIES = 2;
const SHORTEST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Worker threads that make recommendations and explanations. The large arrays of a fit are shared by all of them; each
 * has a projection of its own, because it is written to: every committed write is sent to all threads before the write
 * is acknowledged, and messages arrive in order, so that a request sees all feedback that came before it.
 */
export class RecommendationWorkers implements OtherThreads {
  private phase: 'idle' | 'running' | 'closed' = 'idle';
  private serving: Generation;
  /** What the threads are loading, to be served when all of them have it. */
  private next: Generation | null = null;
  private readonly threads = new Set<WorkerThread>();
  private readonly waiting = new Set<PendingTask>();
  private readonly replacements = new Turns();
  private readonly restarts = new Set<NodeJS.Timeout>();
  private failedStarts = 0;

  constructor(
    private readonly options: WorkersOptions,
    served: Served,
  ) {
    this.serving = { ...served, number: 0, fit: null };
  }

  /**
   * Starts the threads; until they have loaded what is served, the main thread answers. Resolves with how many have.
   */
  async start(): Promise<number> {
    if (this.phase !== 'idle') return this.threads.size;
    this.phase = 'running';
    if (this.options.count === 0) return 0;
    const generation = this.next ?? this.serving;
    const copy = copyProjection(generation.projection);
    const threads = Array.from({ length: this.options.count }, () => this.startThread(generation, copy));
    return (await Promise.all(threads)).filter((isLoaded) => isLoaded).length;
  }

  /** Sends committed writes to all threads; to be called before the writes are acknowledged. */
  apply(writes: readonly CommittedWrite[]): void {
    if (this.threads.size === 0) return;
    const text = JSON.stringify(writes);
    for (const thread of this.threads) thread.write(text);
  }

  /**
   * Has all threads load a new fit, and perhaps another projection, while the old one serves; then calls `swapHere`
   * and serves the new one in the same moment. A task ends with the fit that it began with.
   */
  replace(served: Served, swapHere: () => void): Promise<void> {
    return this.replacements.take(async () => {
      const old = this.serving;
      const generation = { ...served, number: old.number + 1, fit: null };
      this.next = generation;
      const copy = served.projection === old.projection ? null : copyProjection(served.projection);
      await Promise.all([...this.threads].map((thread) => thread.load(this.loadMessage(generation, copy))));
      this.serving = generation;
      this.next = null;
      swapHere();
      for (const thread of this.threads) thread.drop(old.number);
      this.dispatch();
    });
  }

  async recommend(task: RecommendTask, signal?: AbortSignal): Promise<RecommendationPage | null> {
    const answer = await this.run(task, signal);
    return answer === null ? null : pageFromText(answer);
  }

  async explain(task: ExplainTask, signal?: AbortSignal): Promise<Explanation | null> {
    const answer = await this.run(task, signal);
    return answer === null ? null : explanationFromText(answer);
  }

  /** Ends all threads; what is still asked of them fails. */
  async close(): Promise<void> {
    this.phase = 'closed';
    for (const timer of this.restarts) clearTimeout(timer);
    for (const pending of this.waiting) pending.fail(closing());
    await Promise.all([...this.threads].map((thread) => thread.close()));
  }

  private async run(task: Task, signal: AbortSignal | undefined): Promise<AnswerText | null> {
    if (!this.isReady) return null;
    signal?.throwIfAborted();
    const pending = new PendingTask(task, signal, () => this.giveUp(pending));
    this.waiting.add(pending);
    this.dispatch();
    return pending.answer;
  }

  private get isReady(): boolean {
    for (const thread of this.threads) if (thread.has(this.serving.number)) return true;
    return false;
  }

  private giveUp(pending: PendingTask): void {
    this.waiting.delete(pending);
    for (const thread of this.threads) thread.cancel(pending);
  }

  /** Gives tasks that wait to the threads with the fewest. */
  private dispatch(): void {
    for (const pending of this.waiting) {
      const thread = this.leastBusyThread();
      if (thread === null) break;
      this.waiting.delete(pending);
      thread.give(pending, this.serving.number);
    }
    if (this.isReady) return;
    // One that a thread has died of, however, must not come near the main thread.
    for (const pending of this.waiting) if (pending.tries === 0) pending.succeed(null);
  }

  private leastBusyThread(): WorkerThread | null {
    let best: WorkerThread | null = null;
    for (const thread of this.threads) {
      if (!thread.hasRoom || !thread.has(this.serving.number)) continue;
      if (best === null || thread.busyness < best.busyness) best = thread;
    }
    return best;
  }

  private startThread(generation: Generation, copy: ProjectionCopy): Promise<boolean> {
    const thread = new WorkerThread(this.options.thread, {
      onReady: () => this.dispatch(),
      onEnded: (unanswered, error) => this.threadEnded(thread, unanswered, error),
    });
    this.threads.add(thread);
    const loaded = thread.load(this.loadMessage(generation, copy));
    loaded.then((isLoaded) => {
      this.failedStarts = isLoaded ? 0 : this.failedStarts + 1;
      // Those that wait for their second try would wait for a thread that never comes.
      if (!isLoaded && !this.isReady) for (const pending of this.waiting) pending.fail(diedTwice(null));
    });
    return loaded;
  }

  private threadEnded(thread: WorkerThread, unanswered: readonly PendingTask[], error: Error | null): void {
    this.threads.delete(thread);
    if (this.phase === 'closed') {
      for (const pending of unanswered) pending.fail(closing());
      return;
    }
    const reason = error?.message ?? 'it ended by itself';
    const pauseMs = Math.min(LONGEST_PAUSE_MS, SHORTEST_PAUSE_MS * 2 ** this.failedStarts);
    this.options.warn(`A thread that makes recommendations has died (${reason}). Another one starts in ${pauseMs} ms.`);
    for (const pending of unanswered) {
      if (pending.tries >= MOST_TRIES) pending.fail(diedTwice(error));
      else if (!pending.isSettled) this.waiting.add(pending);
    }
    const restart = setTimeout(() => {
      this.restarts.delete(restart);
      const generation = this.next ?? this.serving;
      void this.startThread(generation, copyProjection(generation.projection));
    }, pauseMs);
    this.restarts.add(restart);
    this.dispatch();
  }

  private loadMessage(generation: Generation, projection: ProjectionCopy | null): LoadMessage {
    generation.fit ??= shareFit(generation.models, generation.ranker);
    const relations = this.options.ontology.all().filter(({ isDeclared }) => isDeclared);
    return { type: 'load', generation: generation.number, projection, relations, fit: generation.fit };
  }
}

function diedTwice(cause: unknown): IsthmusError {
  return new IsthmusError(
    'INTERNAL',
    `The request was given to ${MOST_TRIES} threads, and each has died while it had it. If one request always does this, report it; if many do, the machine may be short of memory.`,
    { cause },
  );
}

function closing(): IsthmusError {
  return new IsthmusError('INTERNAL', 'The recommender is stopping. Send the request to another server.');
}

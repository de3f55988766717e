import { Worker } from 'node:worker_threads';
import type { PendingTask } from './pending-task.js';
import { errorOf } from './task-failure.js';
import type { FromWorker, LoadMessage, ToWorker, WorkerStart } from './worker-messages.js';

/** Where the code of a thread is, and what it is told at its start. */
export interface ThreadOptions {
  readonly entry: URL;
  /** Options of Node for the thread; those of this process when absent. */
  readonly execArgv?: readonly string[];
  readonly start: Omit<WorkerStart, 'cancelled'>;
}

/** What the owner of a thread wants to hear of. */
export interface ThreadEvents {
  /** It has room for a task, or has loaded a generation. */
  readonly onReady: () => void;
  /** It has ended, asked to or not; `unanswered` are the tasks that it had. */
  readonly onEnded: (unanswered: readonly PendingTask[], error: Error | null) => void;
}

/**
 * A thread is sent its next task before it has answered the one before, so that it does not stand idle while the main
 * thread is busy with something else.
 */
const TASKS_UNDER_WAY = 2;
const CLOSE_TIMEOUT_MS = 2_000;

/** The main thread's end of one worker thread. */
export class WorkerThread {
  private readonly worker: Worker;
  private readonly cancelled = new Int32Array(new SharedArrayBuffer(TASKS_UNDER_WAY * 4));
  private readonly slots = new Array<PendingTask | null>(TASKS_UNDER_WAY).fill(null);
  private readonly loaded = new Set<number>();
  private readonly loading = new Map<number, (isLoaded: boolean) => void>();
  private error: Error | null = null;
  private readonly ended: Promise<void>;

  constructor({ entry, execArgv, start }: ThreadOptions, events: ThreadEvents) {
    this.worker = new Worker(entry, {
      workerData: { ...start, cancelled: this.cancelled } satisfies WorkerStart,
      ...(execArgv === undefined ? {} : { execArgv: [...execArgv] }),
    });
    this.worker.on('message', (message: FromWorker) => {
      this.receive(message);
      events.onReady();
    });
    this.worker.on('error', (error) => {
      this.error = error;
    });
    this.ended = new Promise((resolve) => {
      this.worker.once('exit', () => {
        this.loaded.clear();
        for (const tell of this.loading.values()) tell(false);
        events.onEnded(
          this.slots.filter((task) => task !== null),
          this.error,
        );
        resolve();
      });
    });
  }

  /** How many tasks it has. */
  get busyness(): number {
    return this.slots.reduce((count, task) => count + (task === null ? 0 : 1), 0);
  }

  /** True when it has loaded the generation. */
  has(generation: number): boolean {
    return this.loaded.has(generation);
  }

  get hasRoom(): boolean {
    return this.slots.includes(null);
  }

  /** Has it load a generation; resolves with false when it ends before. */
  load(message: LoadMessage): Promise<boolean> {
    this.post(message);
    return new Promise((resolve) => this.loading.set(message.generation, resolve));
  }

  drop(generation: number): void {
    this.loaded.delete(generation);
    this.post({ type: 'drop', generation });
  }

  write(writes: string): void {
    this.post({ type: 'write', writes });
  }

  /** Gives it a task, for which there must be room. */
  give(pending: PendingTask, generation: number): void {
    const slot = this.slots.indexOf(null);
    this.slots[slot] = pending;
    pending.tries++;
    Atomics.store(this.cancelled, slot, 0);
    this.post({ type: 'task', slot, generation, task: pending.task });
  }

  /** Has it leave out the task if it has it and has not begun it. */
  cancel(pending: PendingTask): void {
    const slot = this.slots.indexOf(pending);
    if (slot >= 0) Atomics.store(this.cancelled, slot, 1);
  }

  /** Lets it end its tasks and release what it holds; one that takes too long is ended. */
  async close(): Promise<void> {
    this.post({ type: 'close' });
    const timer = setTimeout(() => void this.worker.terminate(), CLOSE_TIMEOUT_MS);
    await this.ended;
    clearTimeout(timer);
  }

  private post(message: ToWorker): void {
    this.worker.postMessage(message);
  }

  private receive(message: FromWorker): void {
    if (message.type === 'loaded') {
      this.loaded.add(message.generation);
      this.loading.get(message.generation)?.(true);
      this.loading.delete(message.generation);
      return;
    }
    const pending = this.slots[message.slot];
    this.slots[message.slot] = null;
    if (message.type === 'answered') pending?.succeed(message.answer);
    if (message.type === 'failed') pending?.fail(errorOf(message.failure));
  }
}

import type { AnswerText } from './answer-text.js';
import type { Task } from './task.js';

/** A task that somebody waits for, until it is answered, fails or is given up. */
export class PendingTask {
  /** How many threads have been given it; one that dies takes only the task's first try with it. */
  tries = 0;
  /** The answer; null when no thread can give one, so that the caller has to find it by itself. */
  readonly answer: Promise<AnswerText | null>;
  private settle: { resolve(answer: AnswerText | null): void; reject(error: unknown): void } | null = null;
  private readonly abort = () => this.fail(this.signal?.reason);

  constructor(
    readonly task: Task,
    private readonly signal: AbortSignal | undefined,
    /** Called once when nobody waits any longer. */
    private readonly onSettled: (pending: PendingTask) => void,
  ) {
    this.answer = new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
    });
    signal?.addEventListener('abort', this.abort, { once: true });
  }

  get isSettled(): boolean {
    return this.settle === null;
  }

  succeed(answer: AnswerText | null): void {
    this.end()?.resolve(answer);
  }

  fail(error: unknown): void {
    this.end()?.reject(error);
  }

  private end() {
    const { settle } = this;
    if (settle === null) return null;
    this.settle = null;
    this.signal?.removeEventListener('abort', this.abort);
    this.onSettled(this);
    return settle;
  }
}

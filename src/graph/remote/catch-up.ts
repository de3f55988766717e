/** How long the writes of one session wait in all; after that only its end does. */
const MAX_WAIT_MS = 10_000;

/** Makes a process that serves hold what others have written, by a task that takes in everything committed so far. */
export class CatchUp {
  private running: Promise<void> | null = null;
  private next: Promise<void> | null = null;

  constructor(
    private readonly task: () => Promise<void>,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Resolves when what was committed before the call is taken in. Callers that come during one run share the next. */
  run(): Promise<void> {
    if (this.running === null) return this.start();
    this.next ??= this.running.then(() => this.start());
    return this.next;
  }

  private start(): Promise<void> {
    this.next = null;
    // The write is in the graph whatever becomes of the task, so its caller must not hear that it failed.
    const run = this.task()
      .catch(this.onError)
      .finally(() => {
        if (this.running === run) this.running = null;
      });
    this.running = run;
    return run;
  }
}

/**
 * Makes the writes of one session wait until they are taken in, so that whoever hears that a write is done finds it in
 * the next answer. Taking in a script's write can mean to read the whole graph, so a session with many of them stops
 * waiting for each, and waits when it ends.
 */
export class SessionCatchUp {
  private newest: Promise<void> = Promise.resolve();

  constructor(
    private readonly catchUp: CatchUp,
    private leftMs: number = MAX_WAIT_MS,
  ) {}

  /** To be called after every write and before it is acknowledged. */
  async written(): Promise<void> {
    this.newest = this.catchUp.run();
    if (this.leftMs <= 0) return;
    const startedMs = performance.now();
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, this.leftMs);
    });
    await Promise.race([this.newest, limit]);
    clearTimeout(timer);
    this.leftMs -= performance.now() - startedMs;
  }

  /** Resolves when every write of the session is taken in. */
  settled(): Promise<void> {
    return this.newest;
  }
}

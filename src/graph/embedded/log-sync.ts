import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Forces the engine's write-ahead log to disk: the engine itself does so only every 100 ms, and an acknowledged write
 * must outlive a power cut. Callers that come while a sync runs share the next one (group commit).
 */
export class LogSync {
  private running: Promise<void> | null = null;
  private next: Promise<void> | null = null;
  private newestName = '';

  constructor(private readonly folder: string) {}

  /** Resolves when everything that was written before the call is on disk. */
  sync(): Promise<void> {
    if (this.running === null) return this.start();
    // A running sync may have started before the caller's commit, so only a later one covers it.
    this.next ??= this.running.then(
      () => this.start(),
      () => this.start(),
    );
    return this.next;
  }

  private start(): Promise<void> {
    this.next = null;
    const run = this.syncFiles().finally(() => {
      if (this.running === run) this.running = null;
    });
    this.running = run;
    return run;
  }

  private async syncFiles(): Promise<void> {
    const names = (await readdir(this.folder)).filter((name) => name.endsWith('.log')).sort();
    // While a checkpoint moves on to a new file, the newest commits may still stand in the one before.
    for (const name of names.slice(-2)) await syncFile(join(this.folder, name));
    const newest = names.at(-1) ?? '';
    if (newest !== this.newestName) await syncFile(this.folder);
    this.newestName = newest;
  }
}

async function syncFile(path: string): Promise<void> {
  let file: Awaited<ReturnType<typeof open>>;
  try {
    file = await open(path, 'r');
  } catch (error) {
    // A finished checkpoint has removed the file: what it held is in the store's main file, which is synced.
    if (isMissing(error)) return;
    throw error;
  }
  try {
    await file.datasync();
  } finally {
    await file.close();
  }
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}

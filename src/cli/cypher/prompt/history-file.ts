import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const KEPT_LINES = 1_000;

/**
 * The lines typed at the prompt, kept from one session to the next. Statements hold people's data, so only the owner
 * may read the file.
 */
export class HistoryFile {
  constructor(private readonly path: string) {}

  /** The lines, newest first; none when there is no file yet. */
  read(): string[] {
    try {
      return readFileSync(this.path, 'utf8').split('\n').filter(Boolean).reverse();
    } catch {
      return [];
    }
  }

  /** Keeps the newest lines. A folder that cannot be written to costs the history, not the session. */
  write(newestFirst: readonly string[]): void {
    const lines = newestFirst.slice(0, KEPT_LINES).reverse();
    try {
      mkdirSync(dirname(this.path), { recursive: true });
      writeFileSync(this.path, lines.map((line) => `${line}\n`).join(''), { mode: 0o600 });
      chmodSync(this.path, 0o600);
    } catch {
      return;
    }
  }
}

import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';

/** A row that was left out. */
interface Reject {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
  /** The beginning of the row as it was read. */
  readonly raw: string;
}

/** Writes rejected rows to a JSONL file, which exists only if there are any. Rows may be personal: only the owner may read it. */
export class RejectsFile {
  private stream: WriteStream | null = null;

  /** A null path keeps nothing. */
  constructor(private readonly target: string | null) {}

  /** The file, or null while nothing was rejected. */
  get path(): string | null {
    return this.stream === null ? null : this.target;
  }

  async write(reject: Reject): Promise<void> {
    if (this.target === null) return;
    if (this.stream === null) {
      await mkdir(dirname(this.target), { recursive: true });
      const stream = createWriteStream(this.target, { flags: 'w', mode: 0o600 });
      await once(stream, 'open');
      this.stream = stream;
    }
    if (!this.stream.write(`${JSON.stringify(reject)}\n`)) await once(this.stream, 'drain');
  }

  async close(): Promise<void> {
    if (this.stream === null) return;
    this.stream.end();
    await finished(this.stream);
  }
}

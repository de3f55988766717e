import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

/** Texts are gathered to pieces of this size before they go to the file. */
const PIECE_CHARACTERS = 64 * 1024;

/** Writes a text file piece by piece, readable by its owner alone; memory does not grow with it. */
export class TextFile {
  private waiting: string[] = [];
  private waitingCharacters = 0;

  private constructor(private readonly stream: WriteStream) {
    // Without a listener a full disk would end the process; the next write or the closing reports it instead.
    stream.on('error', () => undefined);
  }

  static async create(path: string): Promise<TextFile> {
    const stream = createWriteStream(path, { mode: 0o600 });
    await once(stream, 'open');
    return new TextFile(stream);
  }

  async write(text: string): Promise<void> {
    this.waiting.push(text);
    this.waitingCharacters += text.length;
    if (this.waitingCharacters >= PIECE_CHARACTERS) await this.flush();
  }

  async close(): Promise<void> {
    await this.flush();
    this.stream.end();
    await finished(this.stream);
  }

  private async flush(): Promise<void> {
    const piece = this.waiting.join('');
    this.waiting = [];
    this.waitingCharacters = 0;
    // A stream that has failed emits neither "drain" nor a second "error", so waiting for them would never end.
    if (this.stream.errored !== null) throw this.stream.errored;
    if (!this.stream.write(piece)) await once(this.stream, 'drain');
  }
}

import type { Output } from '../../cli-context.js';

/** Takes text for a stream and waits while the stream cannot keep up, so that a large result needs little memory. */
export class TextSink {
  private isClosed = false;

  constructor(private readonly output: Output) {
    // A reader that has seen enough, such as `head`, closes the pipe; that is no error.
    if (isStream(output)) output.on('error', this.onError);
  }

  async write(text: string): Promise<void> {
    if (this.isClosed || text === '') return;
    const canTakeMore = this.output.write(text);
    if (canTakeMore === false && isStream(this.output)) await this.drained(this.output);
  }

  /** How many characters a line of the terminal holds; null where it is no terminal. */
  get columns(): number | null {
    const { output } = this;
    if (output.isTTY !== true || !('columns' in output) || typeof output.columns !== 'number') return null;
    return output.columns;
  }

  private drained(stream: NodeJS.WritableStream): Promise<void> {
    return new Promise((resolve) => {
      stream.once('drain', resolve);
      stream.once('close', resolve);
      stream.once('error', () => resolve());
    });
  }

  private readonly onError = (error: unknown) => {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EPIPE') throw error;
    this.isClosed = true;
  };
}

/** Whether an output is a stream, which tells when it is full and when it was closed. */
export function isStream(output: Output): output is Output & NodeJS.WritableStream {
  return 'on' in output && 'once' in output;
}

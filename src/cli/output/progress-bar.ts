import { Presets, SingleBar } from 'cli-progress';
import type { Output } from '../cli-context.js';
import { isStream } from './is-stream.js';

/** Shows how far a long job is, in bytes, on a terminal; elsewhere it shows nothing. */
export class ProgressBar {
  private readonly bar: SingleBar | null;
  private bytes = 0;

  constructor(output: Output, totalBytes: number) {
    this.bar = null;
    if (output.isTTY !== true || !isStream(output)) return;
    this.bar = new SingleBar(
      {
        stream: output,
        format: '{bar} {percentage}%  {file}  {eta_formatted} left',
        hideCursor: true,
        clearOnComplete: true,
      },
      Presets.shades_classic,
    );
    this.bar.start(totalBytes, 0, { file: '' });
  }

  advance(bytes: number, file: string): void {
    this.bytes += bytes;
    this.bar?.update(this.bytes, { file });
  }

  stop(): void {
    this.bar?.stop();
  }
}

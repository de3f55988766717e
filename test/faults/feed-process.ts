import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const LOADER = fileURLToPath(new URL('./typescript-loader.mjs', import.meta.url));
const CHILD = fileURLToPath(new URL('./feed-child.ts', import.meta.url));

/** A child process that writes to the graph and follows it, and what it has said. */
export class FeedProcess {
  /** Events between nodes that are never deleted, whose recording was acknowledged. */
  readonly acknowledged = new Set<string>();
  /** How many writes it has finished. */
  done = 0;
  private readonly lines: string[] = [];
  private readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  private complaint = '';
  private heard: () => void = () => undefined;
  private hasExited = false;

  constructor(name: string, seed: number, first: number, count: number) {
    const given = [name, String(seed), String(first), String(count)];
    this.child = spawn(process.execPath, ['--import', LOADER, CHILD, ...given], { stdio: 'pipe' });
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.complaint += text;
    });
    createInterface({ input: this.child.stdout }).on('line', (line) => this.take(line));
    this.child.on('exit', () => {
      this.hasExited = true;
      this.heard();
    });
  }

  /** Resolves when so many writes are done. */
  async untilDone(count: number): Promise<void> {
    await this.until(() => this.done >= count);
  }

  /** Resolves when all of its writes are done. */
  async untilEnd(): Promise<void> {
    await this.until(() => this.lines.includes('end'));
  }

  /** The digest of its projection, once it has seen everything that was committed until now. */
  async digest(): Promise<string> {
    this.child.stdin.write('digest\n');
    const isDigest = (line: string) => line.startsWith('digest ');
    await this.until(() => this.lines.some(isDigest));
    return this.lines.splice(this.lines.findIndex(isDigest), 1)[0].slice('digest '.length);
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    if (!this.hasExited) await once(this.child, 'exit');
  }

  /** What it has written to its standard error. */
  get complaints(): string {
    return this.complaint;
  }

  private take(line: string): void {
    const done = /^done (\d+) (.*)$/.exec(line);
    if (done === null) {
      this.lines.push(line);
    } else {
      this.done++;
      if (done[2] !== '') this.acknowledged.add(done[2]);
    }
    this.heard();
  }

  private async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      if (this.hasExited) throw new Error(`A process of the run has ended by itself:\n${this.complaint}`);
      await new Promise<void>((resolve) => {
        this.heard = resolve;
      });
    }
  }
}

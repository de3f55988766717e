import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const LOADER = fileURLToPath(new URL('../faults/typescript-loader.mjs', import.meta.url));
const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** How a process ended: its exit code, or null when it was killed. */
export interface Ended {
  readonly code: number | null;
  readonly stderr: string;
}

/** `src/main.ts` as a process of its own on a data folder and a free port. */
export class MainProcess {
  /** The messages that were logged. */
  readonly messages: string[] = [];
  readonly ended: Promise<Ended>;
  private readonly startedMs = Date.now();
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly listeners = new Set<() => void>();
  private hasEnded = false;
  private stderr = '';

  /** Starts it; `more` are further environment variables. */
  constructor(dataDir: string, more: Readonly<Record<string, string>> = {}) {
    const env = { ...process.env, ISTHMUS_DATA_DIR: dataDir, PORT: '0', NODE_OPTIONS: '', ...more };
    this.child = spawn(process.execPath, ['--import', LOADER, MAIN], { env });
    let pending = '';
    this.child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const lines = (pending + text).split('\n');
      pending = lines.pop() ?? '';
      for (const line of lines) this.messages.push(JSON.parse(line).msg);
      this.tell();
    });
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
    });
    this.ended = new Promise((resolve) => {
      this.child.once('close', (code) => {
        this.hasEnded = true;
        this.tell();
        resolve({ code, stderr: this.stderr });
      });
    });
  }

  /** The first message that matches; rejects when the process ends without it. */
  async logged(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      for (const message of this.messages) {
        const match = pattern.exec(message);
        if (match !== null) return match;
      }
      if (this.hasEnded) throw new Error(`The process ended without logging ${pattern}:\n${this.stderr}`);
      await new Promise<void>((resolve) => {
        this.listeners.add(resolve);
      });
    }
  }

  /** Waits until it serves; answers with the address and how long that took. */
  async serving(): Promise<{ readonly url: string; readonly afterMs: number }> {
    const [, url] = await this.logged(/^Isthmus answers at (\S+) /);
    return { url, afterMs: Date.now() - this.startedMs };
  }

  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<Ended> {
    this.child.kill(signal);
    return this.ended;
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
    this.listeners.clear();
  }
}

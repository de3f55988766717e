import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const LAUNCHER = fileURLToPath(new URL('../../bin/isthmus.js', import.meta.url));

/** Whether the program that the launcher starts is there; it starts in a third of the time of the sources. */
export const isBuilt = existsSync(new URL('../../dist/cli/main.js', import.meta.url));

/** How a command ended: its exit code is null when it was killed. */
export interface CliEnded {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** One command line of `isthmus` as a process of its own on a data folder. */
export class CliProcess {
  readonly ended: Promise<CliEnded>;
  private readonly child: ChildProcess;

  constructor(dataDir: string, args: readonly string[]) {
    const env = { ...process.env, ISTHMUS_DATA_DIR: dataDir, NODE_OPTIONS: '' };
    const child = spawn(process.execPath, [LAUNCHER, ...args], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    this.ended = new Promise((resolve) => {
      child.once('close', (code) => resolve({ code, stdout, stderr }));
    });
  }

  kill(signal: 'SIGKILL' | 'SIGINT'): Promise<CliEnded> {
    this.child.kill(signal);
    return this.ended;
  }
}

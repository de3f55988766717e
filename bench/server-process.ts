import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../src/main.js', import.meta.url));
const READY = /Isthmus answers at (http:\/\/[^/\s]+)/;

/** A server in a process and a data folder of its own, which is filled with the demo world; both end with `close`. */
export interface ServerProcess {
  /** The address, without a path. */
  readonly url: string;
  close(): Promise<void>;
}

/** Starts a server and resolves when it answers; what it logs before is told on the standard error. */
export async function startServer(): Promise<ServerProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), 'isthmus-bench-'));
  const env = { ...process.env, ISTHMUS_DATA_DIR: dataDir, PORT: '0' };
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  return {
    url: await addressOf(child),
    close: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      await rm(dataDir, { recursive: true });
    },
  };
}

async function addressOf(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('The server has no standard output.');
  // Read to the end, so that the server never waits for somebody to take what it logs.
  const lines = createInterface(child.stdout);
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      const [, url] = READY.exec(line) ?? [];
      if (url !== undefined) resolve(url);
    });
    lines.on('close', () => reject(new Error('The server has ended before it answered.')));
  });
}

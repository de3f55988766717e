import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const LOADER = fileURLToPath(new URL('./typescript-loader.mjs', import.meta.url));
const CHILD = fileURLToPath(new URL('./writing-child.ts', import.meta.url));

/** When to kill a child: so many milliseconds after its line. */
export interface KillPoint {
  readonly after: 'opening' | 'open' | 'first write';
  readonly delayMs: number;
}

/** Runs a child until its kill point; resolves with the numbers of the writes that it told as acknowledged. */
export async function killedChild(mode: string, path: string, first: number, point: KillPoint): Promise<number[]> {
  const child = spawn(process.execPath, ['--import', LOADER, CHILD, mode, path, String(first)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const acknowledged: number[] = [];
  let pending = '';
  let complaint = '';
  let isArmed = false;
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (pending + text).split('\n');
    pending = lines.pop() ?? '';
    for (const line of lines) {
      if (/^\d+$/.test(line)) acknowledged.push(Number(line));
      const isPoint = line === point.after || (point.after === 'first write' && acknowledged.length > 0);
      if (!isPoint || isArmed) continue;
      isArmed = true;
      setTimeout(() => child.kill('SIGKILL'), point.delayMs);
    }
  });
  const [, signal] = await once(child, 'close');
  if (signal !== 'SIGKILL') throw new Error(`The child ended by itself:\n${complaint}`);
  return acknowledged;
}

/** Starts a child that opens the store and holds it; call the result to kill it. */
export async function holdingChild(path: string): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, ['--import', LOADER, CHILD, 'hold', path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let told = '';
  for await (const text of child.stdout.setEncoding('utf8')) {
    told += String(text);
    if (told.includes('open\n')) break;
  }
  return async () => {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  };
}

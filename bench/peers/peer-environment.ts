import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const PACKAGE = 'implicit==0.7.3';

/** A Python environment of its own with the peer in it, in the user's cache folder; made at the first call. Its Python. */
export function peerPython(): string {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const folder = join(cache, 'isthmus', 'peers');
  const python = join(folder, ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']));
  const isReady = join(folder, PACKAGE.replace('==', '-'));
  if (existsSync(isReady)) return python;
  console.error(`Making a Python environment with ${PACKAGE} in ${folder}; this happens once …`);
  mkdirSync(folder, { recursive: true });
  step('python3', ['-m', 'venv', '--clear', folder], () => {
    rmSync(folder, { recursive: true, force: true });
    return 'No Python environment could be made. Install Python 3.9 or newer with its venv module (python3-venv on Debian).';
  });
  step(
    python,
    ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', PACKAGE],
    () => `${PACKAGE} could not be installed from PyPI. Is there a network? pip needs one for this step, this once.`,
  );
  writeFileSync(isReady, '');
  return python;
}

/** Runs a command; when it fails, ends with what to do and the last line that it said. */
function step(command: string, args: readonly string[], advice: () => string): void {
  try {
    execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  } catch (cause) {
    const said = cause instanceof Error ? cause.message.trim().split('\n').at(-1) : '';
    throw new Error(`${advice()} (${command}: ${said})`, { cause });
  }
}

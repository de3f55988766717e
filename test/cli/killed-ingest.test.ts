import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFolder } from '../ingest/ingest-world.js';

const LAUNCHER = 'bin/isthmus.js';
/** Milliseconds after the start; together they cover opening, nodes, relations and interactions. */
const KILL_POINTS_MS = [700, 1100, 1600];

const isBuilt = existsSync('dist/cli/main.js');
if (!isBuilt) console.warn('Skipped: dist/ is not built, so no process can be killed. Run "npm run build" first.');

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
}

function isthmus(dataDir: string, args: readonly string[], killAfterMs: number | null = null): Promise<Ended> {
  const child = spawn(process.execPath, [LAUNCHER, ...args, '--data-dir', dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let stdout = '';
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  const timer = killAfterMs === null ? null : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  return new Promise((resolve) => {
    child.on('close', (code) => {
      if (timer !== null) clearTimeout(timer);
      resolve({ code, stdout });
    });
  });
}

async function exported(dataDir: string, folder: string): Promise<Record<string, string>> {
  expect((await isthmus(dataDir, ['export', folder])).code).toBe(0);
  const names = await readdir(folder);
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)),
  );
}

(isBuilt ? test : test.skip)(
  'an ingest that is killed again and again ends, when it is repeated, in the same graph',
  async () => {
    const folder = await dataFolder(world());
    const work = await mkdtemp(join(tmpdir(), 'isthmus-killed-'));
    const [killed, whole] = [join(work, 'killed'), join(work, 'whole')];
    for (const afterMs of KILL_POINTS_MS) await isthmus(killed, ['ingest', folder], afterMs);
    expect((await isthmus(killed, ['ingest', folder])).code).toBe(0);
    expect((await isthmus(whole, ['ingest', folder])).code).toBe(0);
    expect(await exported(killed, join(work, 'a'))).toEqual(await exported(whole, join(work, 'b')));
    const again = await isthmus(killed, ['ingest', folder, '--json']);
    expect(JSON.parse(again.stdout).totals).toMatchObject({ new: 0, changed: 0, rejected: 0 });
    await rm(folder, { recursive: true });
    await rm(work, { recursive: true });
  },
  120_000,
);

/** Enough rows that ingesting them takes longer than the last kill point. */
function world(): Record<string, string> {
  const lines = (count: number, line: (n: number) => string) =>
    Array.from({ length: count }, (_, n) => line(n)).join('\n');
  return {
    'items.csv': `id,domain,title,genres\n${lines(2000, (n) => `i${n},film,Title ${n},Genre ${n % 20}|Genre ${n % 7}`)}\n`,
    'relations.csv': `subject,subjectType,predicate,object,objectType\n${lines(6000, (n) => `i${n % 2000},item,ABOUT,topic:${n % 397},entity`)}\n`,
    'interactions.csv': `user,item,kind,at\n${lines(20_000, (n) => `u${n % 500},i${(n * 7) % 2000},view,${1_700_000_000 + n}`)}\n`,
  };
}

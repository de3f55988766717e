import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/app.js';
import { storePath } from '../../src/config/store-path.js';
import { CliProcess, isBuilt } from './cli-process.js';

const ITEMS = 800;
/** Milliseconds after the start; the reading of the texts is on its way by then. */
const KILL_POINTS_MS = [700, 1_000, 1_400];

if (!isBuilt) console.warn('Skipped: dist/ is not built, so no process can be killed. Run "npm run build" first.');

/** Names of letters alone, so that each is a name of its own. */
function nameOf(n: number): string {
  const letters = String(n).replaceAll(/\d/g, (digit) => 'abcdefghij'[Number(digit)]);
  return `Ann ${letters[0].toUpperCase()}${letters.slice(1)}on`;
}

async function digestOf(dataDir: string): Promise<{ graph: string; facts: number }> {
  const { reader, graph } = await openStore(storePath(dataDir));
  try {
    const rows = await graph.read({ key: 'documents/page-documents', parameters: { after: '', limit: 10_000 } });
    return { graph: await reader.digest(), facts: rows.reduce((sum, { facts }) => sum + Number(facts), 0) };
  } finally {
    await graph.close();
  }
}

(isBuilt ? test : test.skip)(
  'an extraction that is killed again and again ends, when it is repeated, in the same graph',
  async () => {
    const work = await mkdtemp(join(tmpdir(), 'isthmus-killed-extract-'));
    const [texts, killed, whole] = ['texts', 'killed', 'whole'].map((name) => join(work, name));
    await mkdir(texts);
    const rows = Array.from(
      { length: ITEMS },
      (_, n) =>
        `i${n},film,Title ${n},"A film directed by ${nameOf(n % 400)}, starring ${nameOf(n)} and ${nameOf(n + 1)}."`,
    );
    await writeFile(join(texts, 'items.csv'), `id,domain,title,description\n${rows.join('\n')}\n`);
    for (const dataDir of [killed, whole]) {
      expect((await new CliProcess(dataDir, ['ingest', texts]).ended).code).toBe(0);
    }
    for (const afterMs of KILL_POINTS_MS) {
      const child = new CliProcess(killed, ['extract']);
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      await child.kill('SIGKILL');
    }
    const last = await new CliProcess(killed, ['extract', '--json']).ended;
    expect(last.code).toBe(0);
    const { seen, unchanged, read } = JSON.parse(last.stdout);
    expect(seen).toBe(ITEMS);
    expect(unchanged + read).toBe(ITEMS);
    expect((await new CliProcess(whole, ['extract']).ended).code).toBe(0);
    expect(await digestOf(killed)).toEqual(await digestOf(whole));
    const again = JSON.parse((await new CliProcess(killed, ['extract', '--json']).ended).stdout);
    expect(again).toMatchObject({ unchanged: ITEMS, read: 0, removed: 0 });
    await rm(work, { recursive: true });
  },
  120_000,
);

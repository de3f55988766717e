import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CommandIsthmus, openBesideServer } from '../src/app/open-beside-server.js';
import { openStore } from '../src/app.js';
import { machineAndCommit } from '../src/cli/output/machine.js';
import { readConfig } from '../src/config/config.js';
import { packageFolder } from '../src/domain/package-folder.js';
import type { InteractionRecord } from '../src/domain/records.js';
import { item } from '../test/graph/graph-records.js';
import { describeDurations } from './measure.js';

/**
 * Prints what a command pays for working through the server that has the store open: the time of a read, of a write
 * and of a row of a result, and the rate at which events go in, each beside the same on a store of this process.
 */
const CALLS = 2_000;
const USERS = 5_000;
const ITEMS = 2_000;
const EVENTS = Number(process.argv[2] ?? 200_000);
const BATCH_ROWS = 5_000;
const RESULT_ROWS = 100_000;

type Target = Pick<CommandIsthmus, 'graph' | 'writer' | 'reader'>;

const work = await mkdtemp(join(tmpdir(), 'isthmus-bench-'));
try {
  const direct = await openStore(join(work, 'direct.grafeo'));
  await measure('in this process', direct);
  await direct.graph.close();
  const dataDir = join(work, 'served');
  const server = await startServer(dataDir);
  const beside = await openBesideServer(readConfig({ ISTHMUS_DATA_DIR: dataDir }));
  if (beside === null) throw new Error('The server cannot be reached.');
  await measure('beside a server', beside);
  await beside.close();
  server.kill('SIGTERM');
  await once(server, 'exit');
  console.log(machineAndCommit());
} finally {
  await rm(work, { recursive: true, force: true });
}

async function measure(name: string, { graph, writer, reader }: Target): Promise<void> {
  await writer.upsertItems(Array.from({ length: ITEMS }, (_, n) => item(`i${n}`)));
  const reads: number[] = [];
  for (let n = 0; n < CALLS; n++) reads.push(await timed(() => reader.items([`i${n % ITEMS}`])));
  console.log(`${name}, read one item: ${describeDurations(reads)}`);
  const writes: number[] = [];
  for (let n = 0; n < CALLS; n++) writes.push(await timed(() => writer.upsertItems([item(`new-${n}`)])));
  console.log(`${name}, write one item: ${describeDurations(writes)}`);

  const ingestMs = await timed(async () => {
    for (let start = 0; start < EVENTS; start += BATCH_ROWS) {
      const batch = Array.from({ length: Math.min(BATCH_ROWS, EVENTS - start) }, (_, n) => event(start + n));
      await writer.recordInteractions(batch, { createMissingUsers: true });
    }
  });
  console.log(`${name}, ${EVENTS} events: ${Math.round((1000 * EVENTS) / ingestMs)} a second`);

  let rowCount = 0;
  const text = `MATCH (u:User)-[r:INTERACTED]->(i:Item) RETURN u.id, i.id, r.at LIMIT ${RESULT_ROWS}`;
  const resultMs = await timed(() =>
    graph.runCypher(
      { text, parameters: {} },
      {
        isReadOnly: true,
        onRows: (_, rows) => {
          rowCount += rows.length;
        },
      },
    ),
  );
  console.log(`${name}, ${rowCount} rows of a statement: ${Math.round(resultMs)} ms`);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

/** Users and items as far apart as primes make them, so that a batch touches many of both. */
function event(n: number): InteractionRecord {
  return {
    eventId: `e${n}`,
    userId: `u${(n * 7919) % USERS}`,
    itemId: `i${(n * 104_729) % ITEMS}`,
    kind: 'view',
    value: null,
    at: 1_700_000_000_000 + n,
    sceneId: null,
    context: {},
  };
}

function startServer(dataDir: string) {
  const launcher = join(packageFolder('bin'), 'isthmus.js');
  const child = spawn(process.execPath, [launcher, 'serve', '--port', '0', '--data-dir', dataDir], {
    env: { ...process.env, ISTHMUS_DEMO: 'false' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise<typeof child>((resolve, reject) => {
    child.once('exit', () => reject(new Error('The server has ended before it answered.')));
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (text.includes('answers at')) resolve(child);
    });
  });
}

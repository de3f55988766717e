import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { GraphReader } from '../../src/graph/graph-reader.js';
import { Neo4jKnowledgeGraph } from '../../src/graph/neo4j/neo4j-knowledge-graph.js';
import { readProgress } from '../../src/ingest/migrate/migration-progress.js';
import { CliProcess, isBuilt } from '../cli/cli-process.js';
import { dataFolder } from '../ingest/ingest-world.js';
import { emptyNeo4j, neo4jTarget } from './neo4j-target.js';

if (!isBuilt) console.warn('Skipped: dist/ is not built, so no command can be started. Run "npm run build" first.');

const EVENTS = 60_000;
const lines = (count: number, line: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => line(n)).join('\n');

(isBuilt ? test : test.skip)('"isthmus migrate" goes on after a kill, and the graphs end up equal', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'isthmus-migrate-'));
  const run = (...args: string[]) => new CliProcess(dataDir, args);
  await run(
    'ingest',
    await dataFolder({
      'items.csv': `id,domain,title\n${lines(200, (n) => `i${n},film,Title ${n}`)}\n`,
      'interactions.csv': `user,item,kind,at\n${lines(EVENTS, (n) => `u${n % 300},i${(n * 7) % 200},view,${1_600_000_000 + n}`)}\n`,
    }),
  ).ended;
  await emptyNeo4j();
  const neo4j = await Neo4jKnowledgeGraph.open(neo4jTarget());

  const first = run('migrate', '--to', 'neo4j');
  for (;;) {
    const progress = await readProgress(neo4j);
    if (progress !== null && progress.rows > 6_000) break;
    await pause(20);
  }
  expect((await first.kill('SIGKILL')).code).toBeNull();
  expect((await readProgress(neo4j))?.rows).toBeLessThan(EVENTS);

  const second = await run('migrate', '--to', 'neo4j', '--json').ended;
  expect(second).toMatchObject({ code: 0 });
  const report = JSON.parse(second.stdout);
  expect(report.resumed).toBeGreaterThan(6_000);
  expect(report.resumed + report.written).toBe(EVENTS + 300 + 200 + 200 + 1);
  expect(await new GraphReader(neo4j).digest()).toBe(report.digest);
  expect(await readProgress(neo4j)).toBeNull();
  await neo4j.close();
  await rm(dataDir, { recursive: true });
});

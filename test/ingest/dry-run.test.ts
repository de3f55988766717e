import { rm } from 'node:fs/promises';
import { Ontology } from '../../src/domain/ontology.js';
import { DryRunSink } from '../../src/ingest/dry-run-sink.js';
import type { IngestReport } from '../../src/ingest/ingest-report.js';
import { prepareIngest } from '../../src/ingest/prepare-ingest.js';
import { runIngest } from '../../src/ingest/run-ingest.js';
import { dataFolder, IngestWorld, ITEMS, NOW_MS } from './ingest-world.js';

async function dryRun(folder: string): Promise<IngestReport> {
  const plan = await prepareIngest(folder);
  const sink = new DryRunSink(new Ontology(), plan.kinds);
  return runIngest(plan, sink, { nowMs: () => NOW_MS, rejectsPath: null, isDryRun: true });
}

describe('a dry run', () => {
  test('counts the same rows as the real run into an empty graph', async () => {
    const world = await IngestWorld.create({
      'items.csv': `${ITEMS}i1,film,Dune\n`,
      'users.csv': 'id\nu1\n',
      'relations.csv':
        'subject,subjectType,predicate,object,objectType\ni1,item,ABOUT,topic:sand,entity\ni9,item,ABOUT,topic:x,entity\n',
      'interactions.csv': 'user,item,kind,scene\nu1,i1,like,\nu1,i1,like,\nu2,i1,like,\nu1,i9,like,\nu1,i1,hum,\n',
    });
    const dry = await dryRun(world.folder);
    const real = await world.ingest();
    expect(dry.files.map(({ file, rows }) => [file, rows])).toEqual(real.files.map(({ file, rows }) => [file, rows]));
    expect(dry.totals).toMatchObject({ read: 12, new: 6, duplicate: 2, rejected: 4 });
    await world.close();
  });

  test('shows at most three good and three bad rows of each file', async () => {
    const good = Array.from({ length: 5 }, (_, n) => `g${n},film,Title`);
    const bad = Array.from({ length: 5 }, (_, n) => `b${n},film,`);
    const folder = await dataFolder({ 'items.csv': `id,domain,title\n${[...good, ...bad].join('\n')}\n` });
    const { examples } = (await dryRun(folder)).files[0];
    expect(examples.good.map(({ line }) => line)).toEqual([2, 3, 4]);
    expect(examples.bad[0]).toEqual({
      line: 7,
      reason: 'title: The value is missing.',
      raw: '{"id":"b0","domain":"film"}',
    });
    expect(examples.bad).toHaveLength(3);
    await rm(folder, { recursive: true });
  });

  test('lets references pass to nodes of which the folder has no file', async () => {
    const folder = await dataFolder({ 'interactions.csv': 'user,item,kind\nu1,i1,like\n' });
    expect((await dryRun(folder)).totals).toMatchObject({ read: 1, new: 1 });
    await rm(folder, { recursive: true });
  });
});

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportGraph } from '../../../src/ingest/export/export-graph.js';
import { EXPORT_FORMATS, type ExportFormat, type ExportReport } from '../../../src/ingest/export/export-options.js';
import { IngestWorld } from '../ingest-world.js';
import { awkwardWorld } from './awkward-world.js';

const TABLE_FORMATS: readonly ExportFormat[] = ['csv', 'jsonl', 'parquet'];

describe('exportGraph', () => {
  let parent: string;
  let folder: string;
  let world: IngestWorld;
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'isthmus-export-'));
    folder = join(parent, 'out');
    world = await awkwardWorld();
  });
  afterEach(async () => {
    await world.close();
    await rm(parent, { recursive: true });
  });

  const exported = (format: ExportFormat, signal?: AbortSignal): Promise<ExportReport> =>
    exportGraph({
      graph: world.graph,
      reader: world.reader,
      ontology: world.sink.ontology,
      folder,
      format,
      ...(signal === undefined ? {} : { signal }),
    });

  test.each(TABLE_FORMATS)('writes %s files from which ingest makes an equal graph', async (format) => {
    const report = await exported(format);
    expect(report.files.map(({ file, rows }) => [file, rows])).toEqual([
      [`domains.${format}`, 1],
      [`scenes.${format}`, 1],
      [`entities.${format}`, 10],
      [`items.${format}`, 11],
      [`users.${format}`, 11],
      [`relations.${format}`, 14],
      [`social.${format}`, 1],
      [`interactions.${format}`, 12],
    ]);
    expect(report).toMatchObject({ leftOut: [], hasChangedMeanwhile: false });
    const copy = await IngestWorld.create();
    const ingested = await copy.ingest({ rejectsPath: null }, folder);
    expect(ingested.files.flatMap((file) => file.examples.bad)).toEqual([]);
    expect(ingested.totals).toMatchObject({ rejected: 0, clipped: 0 });
    expect(await copy.reader.digest()).toBe(await world.reader.digest());
    expect(copy.sink.ontology.find('FILMED_IN')).toEqual(world.sink.ontology.find('FILMED_IN'));
    await copy.close();
  });

  test('keeps the order in which the events of a user came', async () => {
    await exported('parquet');
    const copy = await IngestWorld.create();
    await copy.ingest({ rejectsPath: null }, folder);
    const ids = async ({ reader }: IngestWorld) =>
      (await reader.history('u1', null, 10)).map(({ interaction }) => interaction.eventId);
    expect(await ids(copy)).toEqual(await ids(world));
    await copy.close();
  });

  test('writes CSV of an empty graph that reads back empty', async () => {
    const empty = await IngestWorld.create();
    await exportGraph({
      graph: empty.graph,
      reader: empty.reader,
      ontology: empty.sink.ontology,
      folder,
      format: 'csv',
    });
    const copy = await IngestWorld.create();
    await copy.ingest({ rejectsPath: null }, folder);
    expect(await copy.reader.digest()).toBe(await empty.reader.digest());
    await Promise.all([empty.close(), copy.close()]);
  });

  test('says what scripts have put into the graph that data files cannot say', async () => {
    await world.graph.write([
      {
        key: 'nodes/replace-nodes',
        subjectType: 'Item',
        parameters: { rows: [{ id: 'i1', properties: { id: 'i1', title: 'x', vector: [0.5, 1], 'Page rank': 2 } }] },
      },
      {
        key: 'copy/create-edges',
        subjectType: 'User',
        relation: world.sink.ontology.relation('ABOUT').name,
        objectType: 'Entity',
        parameters: { rows: [{ subject: 'u1', object: 'e', properties: { weight: 1, score: 3 } }] },
      },
    ]);
    expect((await exported('csv')).leftOut).toEqual([
      'The property Page rank of Item cannot be said in data files: left out, 1 in all.',
      'The property vector of Item cannot be said in data files: left out, 1 in all.',
      'The relation ABOUT from User to Entity cannot be said in data files: left out, 1 in all.',
    ]);
    const copy = await IngestWorld.create();
    expect((await copy.ingest({ rejectsPath: null }, folder)).totals.rejected).toBe(0);
    await copy.close();
  });

  test.each(EXPORT_FORMATS)('leaves no %s file when it is cancelled', async (format) => {
    const cancellation = new AbortController();
    const options = { graph: world.graph, reader: world.reader, ontology: world.sink.ontology, folder, format };
    const onRows = () => cancellation.abort(new Error('enough'));
    await expect(exportGraph({ ...options, signal: cancellation.signal, onRows })).rejects.toThrow();
    expect(await readdir(parent)).toEqual([]);
  });

  test('refuses a folder that holds anything and leaves it as it is', async () => {
    await mkdir(folder);
    await writeFile(join(folder, 'notes.txt'), 'mine');
    await expect(exported('csv')).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: `The folder ${folder} already holds notes.txt. Choose an empty folder.`,
    });
    expect(await readdir(folder)).toEqual(['notes.txt']);
    expect(await readFile(join(folder, 'notes.txt'), 'utf8')).toBe('mine');
  });

  test('takes a folder in which a killed export has left its parts', async () => {
    await mkdir(folder);
    await writeFile(join(folder, 'items.csv.part'), 'id,domain,title\nhalf');
    await exported('csv');
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportGraph } from '../../../src/ingest/export/export-graph.js';
import { IngestWorld, NOW_MS } from '../ingest-world.js';

describe('exportGraph', () => {
  let world: IngestWorld;
  let folder: string;
  beforeEach(async () => {
    world = await IngestWorld.create();
    folder = await mkdtemp(join(tmpdir(), 'isthmus-export-'));
  });
  afterEach(async () => {
    await world.close();
    await rm(folder, { recursive: true });
  });

  const exported = () =>
    exportGraph({ graph: world.graph, reader: world.reader, ontology: world.sink.ontology, folder });

  const awkward = async () => {
    const { sink } = world;
    await sink.upsertDomains([{ id: 'film', label: 'Films', labelZh: '电影' }]);
    await sink.upsertScenes([
      {
        id: 's',
        label: 'S',
        labelZh: '场景',
        description: '',
        timesOfDay: ['morning'],
        weekdays: [],
        devices: [],
        places: ['a|b'],
        phrases: ['x, "y"'],
      },
    ]);
    await sink.upsertEntities([{ id: 'e', kind: 'topic', label: ' Sand,\r\n"dunes" ', labelZh: null }]);
    const plain = {
      domain: 'film',
      titleZh: null,
      description: null,
      descriptionZh: null,
      year: null,
      isAvailable: true,
      addedAt: null,
    };
    await sink.upsertItems([
      {
        ...plain,
        id: 'i1',
        title: ' spaced ',
        year: 1984,
        addedAt: NOW_MS,
        attributes: { available: 'text', genre: ['a', 'b'], price: 1.5e-7, mixed: 1, flag: true },
      },
      {
        ...plain,
        id: 'i2',
        title: 'Ame\u0301lie',
        isAvailable: false,
        attributes: { mixed: ['a|b', ''], empty: '', genre: ['c'], flag: false },
      },
    ]);
    await sink.upsertUsers([
      { id: 'u1', attributes: { description: 'likes\nlines', age: 30 } },
      { id: 'u2', attributes: {} },
    ]);
    await sink.declareRelation({
      name: 'FILMED_IN',
      objectKind: 'place',
      en: { fact: '{subject} was filmed in {object}' },
    });
    const edge = { weight: 0.25, source: 'llm' };
    await sink.upsertRelations([
      { subject: { type: 'Item', id: 'i1' }, predicate: 'FILMED_IN', object: { type: 'Entity', id: 'e' }, ...edge },
      { subject: { type: 'Item', id: 'i1' }, predicate: 'SUITS', object: { type: 'Scene', id: 's' }, ...edge },
      { subject: { type: 'User', id: 'u1' }, predicate: 'PREFERS', object: { type: 'Entity', id: 'e' }, ...edge },
      { subject: { type: 'User', id: 'u2' }, predicate: 'FRIEND_OF', object: { type: 'User', id: 'u1' }, ...edge },
    ]);
    const event = {
      userId: 'u1',
      itemId: 'i1',
      kind: 'rate',
      value: 8,
      at: 1_700_000_000_123,
      sceneId: 's',
      context: { place: ' home ' },
    };
    await sink.recordInteractions(
      [
        { ...event, eventId: 'one' },
        { ...event, eventId: 'two, "too"', at: null, sceneId: null, value: null, context: { device: 'tv' } },
      ],
      { createMissingUsers: false },
    );
  };

  test('writes files from which ingest makes an equal graph', async () => {
    await awkward();
    const files = await exported();
    expect(files.map(({ file, rows }) => [file, rows])).toEqual([
      ['domains.csv', 1],
      ['scenes.csv', 1],
      ['entities.csv', 1],
      ['items.csv', 2],
      ['users.csv', 2],
      ['relations.csv', 3],
      ['social.csv', 1],
      ['interactions.csv', 2],
    ]);
    const copy = await IngestWorld.create();
    const report = await copy.ingest({ rejectsPath: null }, folder);
    expect(report.totals).toMatchObject({ rejected: 0, clipped: 0 });
    expect(await copy.reader.digest()).toBe(await world.reader.digest());
    expect(copy.sink.ontology.find('FILMED_IN')).toEqual(world.sink.ontology.find('FILMED_IN'));
    await copy.close();
  });

  test('writes an empty graph that reads back empty', async () => {
    await exported();
    const copy = await IngestWorld.create();
    await copy.ingest({ rejectsPath: null }, folder);
    expect(await copy.reader.digest()).toBe(await world.reader.digest());
    await copy.close();
  });

  test('refuses a folder that holds data files and leaves it as it is', async () => {
    await exported();
    const before = await readFile(join(folder, 'items.csv'), 'utf8');
    await awkward();
    await expect(exported()).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: `The folder ${folder} already holds domains.csv. Choose an empty folder.`,
    });
    expect(await readFile(join(folder, 'items.csv'), 'utf8')).toBe(before);
  });
});

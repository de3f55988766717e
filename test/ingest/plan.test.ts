import { rm } from 'node:fs/promises';
import { prepareIngest } from '../../src/ingest/prepare-ingest.js';
import { dataFolder, ITEMS } from './ingest-world.js';

describe('prepareIngest', () => {
  let folder: string;
  afterEach(() => rm(folder, { recursive: true }));

  const EVENTS = 'user,item,kind\nu1,i1,like\n';

  test('reads nodes before edges and files of a kind in the order of their names', async () => {
    const files = {
      'interactions.csv': EVENTS,
      'items.film.csv': ITEMS,
      'items.csv': ITEMS,
      'users.jsonl': '{"id":1}\n',
    };
    folder = await dataFolder(files);
    const plan = await prepareIngest(folder);
    expect(plan.files.map((file) => file.name)).toEqual([
      'items.csv',
      'items.film.csv',
      'users.jsonl',
      'interactions.csv',
    ]);
  });

  test('leaves evaluation splits beside a training file out, and says so', async () => {
    const names = [
      'interactions.csv',
      'interactions.test.csv',
      'interactions.train.csv',
      'interactions.valid.csv',
      'interactions.2024.csv',
    ];
    folder = await dataFolder(Object.fromEntries(names.map((name) => [name, EVENTS])));
    const plan = await prepareIngest(folder);
    expect(plan.files.map((file) => file.name)).toEqual([
      'interactions.2024.csv',
      'interactions.csv',
      'interactions.train.csv',
    ]);
    expect(plan.leftOut).toEqual([
      { name: 'interactions.test.csv', reason: 'held out for evaluation' },
      { name: 'interactions.valid.csv', reason: 'held out for evaluation' },
    ]);
  });

  test('reads the interaction files that it is told to, also in subfolders', async () => {
    folder = await dataFolder({
      'items.csv': ITEMS,
      'interactions.csv': EVENTS,
      'split/interactions.test.csv': EVENTS,
    });
    const plan = await prepareIngest(folder, { interactions: ['split/interactions.test.csv'] });
    expect(plan.files.map((file) => file.name)).toEqual(['items.csv', 'split/interactions.test.csv']);
  });

  test('says which columns have no use and which files have no meaning', async () => {
    folder = await dataFolder({
      'interactions.csv': 'user,item,kind,valeu\nu1,i1,like,\n',
      'item.csv': ITEMS,
      'notes.csv': 'x',
    });
    const plan = await prepareIngest(folder);
    expect(plan.notices).toEqual(['interactions.csv: the column "valeu" is not used; did you mean "value"?']);
    expect(plan.leftOut).toEqual([
      { name: 'item.csv', reason: 'not a kind of file that ingest knows; did you mean items?' },
      { name: 'notes.csv', reason: 'not a kind of file that ingest knows' },
    ]);
  });
});

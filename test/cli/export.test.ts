import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { dataFolder } from '../ingest/ingest-world.js';
import { CliWorld } from './cli-world.js';

const FILES = {
  'items.csv': 'id,domain,title,genres\nf1,film,Arrival,Drama\nf2,film,Dune,Drama\n',
  'interactions.csv': 'user,item,kind\nu1,f1,like\nu2,f2,like\n',
};

describe('isthmus export', () => {
  let world: CliWorld;
  let folder: string;
  beforeEach(async () => {
    world = await CliWorld.create();
    folder = join(world.folder, 'out');
    await world.run('ingest', await dataFolder(FILES));
  });
  afterEach(() => world.close());

  test.each([
    [
      'jsonl',
      [
        'domains.jsonl',
        'entities.jsonl',
        'interactions.jsonl',
        'isthmus.yaml',
        'items.jsonl',
        'relations.jsonl',
        'users.jsonl',
      ],
    ],
    ['cypher', ['graph.cypher']],
    ['graphml', ['graph.graphml']],
  ])('--format %s writes its files and tables their rows', async (format, files) => {
    const { code, stdout, stderr } = await world.run('export', folder, '--format', format);
    expect([code, stderr]).toEqual([0, '']);
    expect((await readdir(folder)).sort()).toEqual(files);
    expect(stdout).toMatch(/^file +rows\n/);
  });

  test('--json says what was written and what was left out', async () => {
    await world.run('cypher', '--execute', "MATCH (i:Item {id: 'f1'}) SET i.vector = [0.5]");
    const { stdout } = await world.run('export', folder, '--format', 'parquet', '--json');
    const leftOut = ['The property vector of Item cannot be said in data files: left out, 1 in all.'];
    expect(JSON.parse(stdout)).toMatchObject({ folder, format: 'parquet', leftOut, hasChangedMeanwhile: false });
  });

  test('a script of the graph runs with "isthmus cypher" in an empty store', async () => {
    await world.run('export', folder, '--format', 'cypher');
    const elsewhere = join(world.folder, 'elsewhere');
    const { code, stderr } = await world.run('cypher', join(folder, 'graph.cypher'), '--data-dir', elsewhere);
    expect([code, stderr]).toEqual([0, expect.any(String)]);
    const counts = await world.run('stats', '--json', '--data-dir', elsewhere);
    expect(counts.stdout).toBe((await world.run('stats', '--json')).stdout);
  });

  test('names the formats when it is given another', async () => {
    const { code, stderr } = await world.run('export', folder, '--format', 'xml');
    expect(code).toBe(1);
    expect(stderr).toContain('Allowed choices are csv, jsonl, parquet, cypher, graphml.');
  });

  test('exits with 130 when it is interrupted and leaves no folder', async () => {
    world.interruption.abort();
    const { code } = await world.run('export', folder);
    expect(code).toBe(130);
    expect(await readdir(world.folder)).not.toContain('out');
  });
});

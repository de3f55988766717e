import { join } from 'node:path';
import { dataFolder } from '../ingest/ingest-world.js';
import { CliWorld } from './cli-world.js';

const FILES = {
  'items.csv': 'id,domain,title,genres\nf1,film,Arrival,Drama\nf2,film,Dune,Drama\n',
  'interactions.csv': 'user,item,kind\nu1,f1,like\nu2,f2,like\n',
};

describe('isthmus dump and restore', () => {
  let world: CliWorld;
  let file: string;
  beforeEach(async () => {
    world = await CliWorld.create();
    file = join(world.folder, 'copy.dump');
    await world.run('ingest', await dataFolder(FILES));
  });
  afterEach(() => world.close());

  test('make an equal store in another data folder', async () => {
    const dump = await world.run('dump', file);
    expect(dump).toMatchObject({ code: 0, stderr: '' });
    expect(dump.stdout).toMatch(/copy\.dump has [\d,]+ bytes\.\n$/);
    const elsewhere = join(world.folder, 'elsewhere');
    const restore = await world.run('restore', file, '--data-dir', elsewhere);
    expect(restore.code).toBe(0);
    expect(restore.stdout).toBe(
      `${elsewhere} holds 2 User, 2 Item, 1 Entity, 0 Scene, 1 Domain nodes and 2 interactions.\n`,
    );
    expect(restore.stderr).toContain('"isthmus serve" fits them');
    const counts = await world.run('stats', '--json', '--data-dir', elsewhere);
    expect(counts.stdout).toBe((await world.run('stats', '--json')).stdout);
  });

  test('leave the store that a data folder has as it is', async () => {
    await world.run('dump', file);
    const { code, stderr } = await world.run('restore', file);
    expect(code).toBe(1);
    expect(stderr).toContain(`There is a store already: ${join(world.dataDir, 'graph.grafeo')}.`);
    expect((await world.run('stats')).stdout).toMatch(/^Item +2$/m);
  });
});

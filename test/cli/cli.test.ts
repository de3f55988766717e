import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dataFolder } from '../ingest/ingest-world.js';
import { CliWorld } from './cli-world.js';

const FILES = {
  'items.csv':
    'id,domain,title,title.zh,genres\nf1,film,Arrival,降临,Drama|Science fiction\nf2,film,Dune,沙丘,Science fiction\nf3,film,Heat,,Crime\nb1,book,Solaris,,Science fiction\n',
  'interactions.csv':
    'user,item,kind,at\nu1,f1,like,1700000000\nu2,f1,like,1700000001\nu2,f2,like,1700000002\nu3,f2,like,1700000003\nu3,b1,read,1700000004\n',
};

describe('isthmus', () => {
  let world: CliWorld;
  beforeEach(async () => {
    world = await CliWorld.create();
  });
  afterEach(() => world.close());

  const filled = async () => {
    const folder = await dataFolder(FILES);
    const run = await world.run('ingest', folder);
    expect(run.code).toBe(0);
    return run;
  };

  test('--help names every command', async () => {
    const { code, stdout } = await world.run('--help');
    expect(code).toBe(0);
    for (const name of [
      'ingest',
      'train',
      'fit',
      'serve',
      'recommend',
      'similar',
      'explain',
      'export',
      'stats',
      'schema',
    ]) {
      expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
    }
  });

  test('suggests the nearest command and option', async () => {
    const command = await world.run('recomend');
    expect(command.code).toBe(1);
    expect(command.stderr).toContain("error: unknown command 'recomend'\n(Did you mean recommend?)");
    const option = await world.run('stats', '--jsno');
    expect(option.code).toBe(1);
    expect(option.stderr).toContain("error: unknown option '--jsno'\n(Did you mean --json?)");
  });

  describe('ingest', () => {
    test('prints a table of what became of the rows', async () => {
      const { stdout, stderr } = await filled();
      expect(stdout.split('\n')).toEqual([
        expect.stringMatching(/^file +read +new +changed +duplicate +rejected +clipped +from columns$/),
        expect.stringMatching(/^items.csv +4 +4 +0 +0 +0 +0 +5 relations, 3 entities$/),
        expect.stringMatching(/^interactions.csv +5 +5 +0 +0 +0 +0$/),
        expect.stringMatching(/^total +9 +9 +0 +0 +0 +0$/),
        '',
      ]);
      expect(stderr).toBe('Run "isthmus train" to have the models learn from the new data.\n');
    });

    test('exits with 2 and writes the rejected rows when there are any', async () => {
      const folder = await dataFolder({ ...FILES, 'items.csv': `${FILES['items.csv']}f9,film,,,\n` });
      const { code, stderr } = await world.run('ingest', folder);
      expect(code).toBe(2);
      const path = join(world.dataDir, 'rejected-2024-06-01T00-00-00-000Z.jsonl');
      expect(stderr).toContain(`Rejected rows are in ${path}.`);
      expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
        file: 'items.csv',
        line: 6,
        reason: 'title: The value is missing.',
        raw: '{"id":"f9","domain":"film"}',
      });
    });

    test('exits with 1 and one line when it cannot run, and opens no store', async () => {
      const run = await world.run('ingest', '/nowhere');
      expect(run).toEqual({
        code: 1,
        stdout: '',
        stderr: 'isthmus: The folder /nowhere does not exist or cannot be read.\n',
      });
      expect(world.opened).toBe(0);
    });

    test('shows the stack and the cause with --verbose', async () => {
      const { stderr } = await world.run('ingest', '/nowhere', '--verbose');
      expect(stderr).toMatch(/at .*find-files/);
      expect(stderr).toMatch(/caused by: .*ENOENT/);
    });

    test('--dry-run shows examples, opens no store and creates nothing', async () => {
      const folder = await dataFolder({ ...FILES, 'items.csv': `${FILES['items.csv']}f9,film,,,\n` });
      const { code, stdout } = await world.run('ingest', folder, '--dry-run');
      expect(code).toBe(2);
      expect(stdout).toContain('items.csv:2 good: {"node":{"id":"f1"');
      expect(stdout).toContain('items.csv:6 bad: title: The value is missing.\n  {"id":"f9","domain":"film"}');
      expect(stdout).toContain('Dry run: nothing was written.');
      expect(world.opened).toBe(0);
      expect(existsSync(world.dataDir)).toBe(false);
    });

    test('exits with 130 when it is interrupted, and says how to go on', async () => {
      world.interruption.abort();
      const { code, stderr } = await world.run('ingest', await dataFolder(FILES));
      expect(code).toBe(130);
      expect(stderr).toContain('isthmus: interrupted; the same command again goes on to the same end.');
    });

    test('--json prints the report as one value', async () => {
      const { stdout } = await world.run('ingest', await dataFolder(FILES), '--json');
      expect(JSON.parse(stdout)).toMatchObject({
        isDryRun: false,
        totals: { read: 9, new: 9, changed: 0, duplicate: 0, rejected: 0, clipped: 0 },
        files: [{ file: 'items.csv' }, { file: 'interactions.csv' }],
      });
    });
  });

  test('recommend prints rank, title, domain, score and reason', async () => {
    await filled();
    const { code, stdout } = await world.run('recommend', '--user', 'u1', '--first', '2', '--lang', 'zh');
    expect(code).toBe(0);
    const [header, first] = stdout.split('\n');
    expect(header).toMatch(/^rank +title +domain +score +reason$/);
    expect(first).toMatch(/^ +1 +沙丘 +film +\d\.\d{4} +\S/);
  });

  test('recommend serves visitors by what they like, in the domains that are asked for', async () => {
    await filled();
    const { stdout } = await world.run('recommend', '--liked', 'f1', 'f2', '--domain', 'book', '--json');
    expect(JSON.parse(stdout).items).toMatchObject([{ itemId: 'b1' }]);
  });

  test('recommend asks for either a user or liked items', async () => {
    const { code, stderr } = await world.run('recommend');
    expect([code, stderr]).toEqual([1, 'isthmus: Give either --user <id> or --liked <item ids>.\n']);
  });

  test.each(['0', '-1', '101', 'many'])('recommend refuses --first %s', async (first) => {
    const { code, stderr } = await world.run('recommend', '--user', 'u1', '--first', first);
    expect(code).toBe(1);
    expect(stderr).toContain('Give a whole number from 1 to 100.');
  });

  test('similar names an item that does not exist', async () => {
    await filled();
    const { code, stderr } = await world.run('similar', '--item', 'f99');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^isthmus: .*f99.*\n$/);
  });

  test('similar finds items that share facts', async () => {
    await filled();
    const { stdout } = await world.run('similar', '--item', 'f1', '--first', '1');
    expect(stdout).toMatch(/^ +1 +Dune +film/m);
  });

  test('explain prints the reasons and the paths, whose shares add up to the score', async () => {
    await filled();
    const { stdout } = await world.run('explain', '--user', 'u1', '--item', 'f2');
    expect(stdout).toMatch(/collaborative +Arrival|knowledge/);
    const parts = [...stdout.matchAll(/^ *(-?\d+\.\d{4}) {2}(\S+)/gm)].map(
      ([, share, name]) => [name, Number(share)] as const,
    );
    const score = parts.find(([name]) => name === 'score')?.[1] ?? Number.NaN;
    const sum = parts.filter(([name]) => name !== 'score').reduce((total, [, share]) => total + share, 0);
    expect(sum).toBeCloseTo(score, 2);
  });

  test('stats counts nodes and edges', async () => {
    await filled();
    const { stdout } = await world.run('stats', '--json');
    expect(JSON.parse(stdout)).toEqual({
      nodes: { User: 3, Item: 4, Entity: 3, Scene: 0, Domain: 2 },
      interactions: 5,
      relations: { HAS_GENRE: 5 },
    });
    expect((await world.run('stats')).stdout).toMatch(/^Item +4$/m);
  });

  test('export writes what ingest reads back', async () => {
    await filled();
    const folder = join(world.folder, 'copy');
    const { code } = await world.run('export', folder);
    expect(code).toBe(0);
    expect(await readdir(folder)).toContain('isthmus.yaml');
    const other = await CliWorld.create();
    await other.run('ingest', folder);
    expect((await other.run('stats', '--json')).stdout).toBe((await world.run('stats', '--json')).stdout);
    await other.close();
  });

  test('serve takes port, host and data folder from the command line', async () => {
    await world.run('serve', '--port', '0', '--host', '0.0.0.0', '--data-dir', join(world.folder, 'elsewhere'));
    expect(world.served).toMatchObject([{ port: 0, host: '0.0.0.0', dataDir: join(world.folder, 'elsewhere') }]);
    const wrong = await world.run('serve', '--port', 'http');
    expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('PORT: must be a whole number')]);
  });

  test('schema prints the GraphQL schema', async () => {
    const { stdout } = await world.run('schema');
    expect(stdout).toContain('type Query {');
  });
});

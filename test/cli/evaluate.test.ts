import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dataFolder } from '../ingest/ingest-world.js';
import { type CliRun, CliWorld } from './cli-world.js';

const GENRES = 3;
const ITEMS = 24;
const USERS = 30;
const item = (user: number, n: number) => `i${(user % GENRES) + GENRES * ((user + n) % (ITEMS / GENRES))}`;
const rows = (count: number, row: (n: number) => string) => Array.from({ length: count }, (_, n) => row(n)).join('\n');
/** Every user reads a genre of their own; from item to item in another order. */
const events = (from: number, to: number) =>
  `user,item,kind,at\n${rows(USERS, (u) => rows(to - from, (n) => `u${u},${item(u, from + n)},read,${1_700_000_000 + from + n}`))}\n`;

const FILES = {
  'items.csv': `id,domain,title,genres\n${rows(ITEMS, (n) => `i${n},book,Work ${n},Genre ${n % GENRES}`)}\n`,
  'interactions.train.csv': events(0, 5),
  'interactions.test.csv': events(6, 8),
  'frozen.csv': `user,item,negatives\n${rows(USERS, (u) => `u${u},${item(u, 6)},${item(u + 1, 0)} ${item(u + 2, 3)} ${item(u + 1, 5)}`)}\n`,
};
const VALID = { 'interactions.valid.csv': events(5, 6) };

let world: CliWorld;
beforeEach(async () => {
  world = await CliWorld.create();
});
afterEach(() => world.close());

const evaluate = async (files: Readonly<Record<string, string>>, ...args: string[]): Promise<CliRun> =>
  world.run('evaluate', '--data', await dataFolder(files), '--tune', '2', ...args);

async function report(files: Readonly<Record<string, string>>, ...args: string[]) {
  const { code, stdout, stderr } = await evaluate(files, '--json', ...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

describe('isthmus evaluate', () => {
  test('prints the figures of the whole recommender as JSON, with what they were made from', async () => {
    const { protocol, metrics, details, data, seconds, machine } = await report(FILES);
    expect(protocol).toBe('full ranking of all items, items of training and validation masked');
    // A user's genre has eight works, of which five are masked: three are left, and two of them are the right ones.
    expect(metrics).toMatchObject({ 'recall@20': 1, 'hit@10': 1 });
    expect(metrics['ndcg@20']).toBeGreaterThan(0.7);
    expect(details.queries).toBe(USERS);
    expect(data).toEqual({ users: USERS, items: ITEMS, trainInteractions: 5 * USERS, skippedTestRows: 0 });
    expect(Object.keys(seconds)).toEqual(['ingest', 'projection', 'fit', 'evaluate']);
    expect(machine).toMatch(/Node v\d+/);
  });

  test('takes interactions.valid.csv by itself, and what users had there is not recommended again', async () => {
    const { metrics, data } = await report({ ...FILES, ...VALID });
    // Only the two right works of a genre are left, so every list begins with them.
    expect(metrics).toMatchObject({ 'ndcg@20': 1, 'recall@5': 1 });
    expect(data.trainInteractions).toBe(5 * USERS);
  });

  test('measures users who are new to a domain, and what the other domain gave them', async () => {
    // Everybody likes the same number of books and films, and the number tells which.
    const row = (user: number, domain: string, n: number) => `u${user},${domain}${(user % 3) + 3 * n},like`;
    const both = (user: number, n: number) => `${row(user, 'book', n)}\n${row(user, 'film', n)}`;
    const files = {
      'items.csv': `id,domain,title\n${rows(24, (n) => `book${n},book,Book ${n}\nfilm${n},film,Film ${n}`)}\n`,
      'interactions.train.csv': `user,item,kind\n${rows(40, (u) => rows(5, (n) => both(u, n)))}\n`,
      'interactions.test.csv': `user,item,kind\n${rows(40, (u) => row(u, 'book', 5))}\n`,
      'frozen.csv': `user,item,negatives\n${rows(40, (u) => `u${u},book${(u % 3) + 15},book${((u + 1) % 3) + 15} book${((u + 2) % 3) + 15} book23`)}\n`,
    };
    const cold = ['--negatives', 'frozen.csv', '--cold-domain', 'book', '--cold-users', '50%', '--transfer'];
    const { protocol, details, transfer } = await report(files, ...cold);
    expect(protocol).toMatch(/all that 50 % of the users did in book hidden, and only they asked$/);
    expect(details.queries).toBeLessThan(32);
    expect(transfer.map(({ domain, metric }: { domain: string; metric: string }) => [domain, metric])).toEqual([
      ['book', 'hit@10'],
      ['book', 'ndcg@10'],
    ]);
    const { byHistoryLength, difference } = transfer[1];
    expect(byHistoryLength).toHaveLength(1);
    expect(byHistoryLength[0].from).toBe(0);
    expect(difference.count).toBe(details.queries);
  });

  test('takes another validation file when one is named', async () => {
    const { metrics } = await report(
      { ...FILES, 'interactions.mine.csv': events(5, 6) },
      '--valid',
      'interactions.mine.csv',
    );
    expect(metrics['ndcg@20']).toBe(1);
  });

  test('with --include-seen nothing is masked, neither what was trained on nor what was validated on', async () => {
    const files = { ...FILES, ...VALID, 'interactions.test.csv': VALID['interactions.valid.csv'] };
    expect((await report(files)).metrics['recall@20']).toBe(0);
    const seen = await report(files, '--include-seen');
    expect(seen.protocol).toBe('full ranking of all items, nothing masked');
    expect(seen.metrics['recall@20']).toBeGreaterThan(0.9);
  });

  test('with --negatives each test item is ranked among its frozen list', async () => {
    const { protocol, metrics, details } = await report(FILES, '--negatives', 'frozen.csv');
    expect(protocol).toBe('each test item among frozen negatives, ties at mid-rank');
    expect(details.queries).toBe(USERS);
    // All negatives are of other genres.
    expect(metrics).toMatchObject({ 'hit@1': 1, 'ndcg@10': 1, 'mrr@10': 1 });
  });

  test('with --cold-items the interactions of a share of the items are hidden, and only those items compete', async () => {
    const { protocol, data, metrics } = await report(FILES, '--cold-items', '30%');
    expect(protocol).toMatch(
      /^full ranking of the 30 % of the items whose training interactions are hidden and count as test rows/,
    );
    expect(data.trainInteractions).toBeLessThan(5 * USERS);
    expect(data.trainInteractions).toBeGreaterThan(2 * USERS);
    expect(data.skippedTestRows).toBeGreaterThan(USERS);
    // Their genre alone has to find them.
    expect(metrics['recall@20']).toBe(1);
    expect(metrics['mrr@20']).toBeGreaterThan(0.6);
    expect((await report(FILES, '--cold-items', '0.3')).metrics).toEqual(metrics);
  });

  test('without --json prints tables for people and the same figures', async () => {
    const { code, stdout } = await evaluate(FILES);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^full ranking of all items.*; 30 queries\n30 users, 24 items, 150 training interactions\n/);
    expect(stdout).toMatch(/^recall@20 +1\.0000 +1\.0000 to 1\.0000$/m);
    expect(stdout).toMatch(/^ndcg@20 +0\.\d{4} /m);
    expect(stdout).toMatch(/^coverage \d\.\d{3}, gini /m);
    expect(stdout).toMatch(/^ingest [\d.]+ s, projection .*Node v/m);
  });

  test('leaves neither a store nor models behind', async () => {
    await report(FILES);
    const own = `isthmus-evaluation-${process.pid}-`;
    expect((await readdir(tmpdir())).filter((name) => name.startsWith(own))).toEqual([]);
    expect(await readdir(world.folder)).toEqual([]);
  });

  test('rows of the test file with items or scenes that training does not have are left out and counted', async () => {
    const more = 'u1,unknown,read,1700000000,\nu2,i3,read,1700000000,nowhere\n';
    const test = FILES['interactions.test.csv'].replaceAll('\n', ',\n').replace('at,', 'at,scene');
    const { data, details } = await report({ ...FILES, 'interactions.test.csv': test + more });
    expect(data.skippedTestRows).toBe(2);
    expect(details.queries).toBe(USERS);
  });

  test.each([
    [
      ['--train', 'interactions.tran.csv'],
      /^isthmus: There is no file interactions\.tran\.csv in .*Did you mean interactions\.train\.csv\?\n$/,
    ],
    [
      ['--test', 'interactions.tset.csv'],
      /There is no file interactions\.tset\.csv in .*Did you mean interactions\.test\.csv\?/,
    ],
    [['--valid', 'interactions.none.csv'], /There is no file interactions\.none\.csv in /],
    [
      ['--negatives', 'none.csv'],
      /^isthmus: \S*none\.csv cannot be read\. Frozen negatives are a CSV file with the columns user, item and negatives\.\n$/,
    ],
    [['--negatives', 'items.csv'], /items\.csv, line 2, lacks a user, an item or negatives\. Frozen negatives are/],
    [['--negatives', 'broken.csv'], /^isthmus: \S*broken\.csv: .*\. Frozen negatives are/],
    [['--negatives', 'others.csv'], /others\.csv has no row with an item of /],
    [
      ['--negatives', 'frozen.csv', '--cold-items', '0.1'],
      /'--negatives <file>' cannot be used with option '--cold-items/,
    ],
    [
      ['--negatives', 'frozen.csv', '--include-seen'],
      /'--negatives <file>' cannot be used with option '--include-seen'/,
    ],
    [['--cold-items', '0'], /Give a share between 0 and 1, or a percentage such as 10%\./],
    [['--cold-items', '0.1x'], /Give a share between 0 and 1/],
    [['--cold-items', '100%'], /Give a share between 0 and 1/],
    [['--tune', '0'], /Give a whole number from 1 to 1000\./],
    [['--seed', 'abc'], /Give a whole number from 0 to 999999999\./],
  ])('%j is refused with a line that says why', async (args, message) => {
    const more = { 'broken.csv': 'user,item,negatives\nu1,i1\n', 'others.csv': 'user,item,negatives\nu1,x1,i2\n' };
    const { code, stdout, stderr } = await evaluate({ ...FILES, ...more }, ...args);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
  });

  test('a folder without a test file, or with one of other items, is refused', async () => {
    const { 'interactions.test.csv': _test, ...noTest } = FILES;
    expect((await evaluate(noTest)).stderr).toMatch(/There is no file interactions\.test\.csv in /);
    const others = { ...FILES, 'interactions.test.csv': 'user,item,kind\nu1,x1,read\n' };
    expect((await evaluate(others)).stderr).toMatch(/^isthmus: interactions\.test\.csv has no row with an item of /);
  });
});

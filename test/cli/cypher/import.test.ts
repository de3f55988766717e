import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CliWorld } from '../cli-world.js';

const EXAMPLES = join(process.cwd(), '../shared/data/cypher');
const withExamples = existsSync(EXAMPLES) ? test : test.skip;
if (!existsSync(EXAMPLES)) console.warn('The public example graphs are not here: tests of them are skipped.');

let world: CliWorld;
let folder: string;
beforeEach(async () => {
  world = await CliWorld.create();
  folder = await mkdtemp(join(tmpdir(), 'isthmus-import-'));
  await mkdir(join(folder, 'sub'));
  await writeFile(
    join(folder, 'people.csv'),
    '\uFEFFid,name,note\n1,"Ann, B",\n2,"""Q""","two\nlines"\n\n3,李,x,extra\n4\n',
  );
  await writeFile(join(folder, 'sub/a b.csv'), '1;x\n2;y\n');
});
afterEach(() => world.close());

const cypher = (...args: string[]) => world.run('cypher', '--import', folder, ...args);
const rows = async (statement: string, ...args: string[]) => {
  const { stdout, stderr, code } = await cypher('--json', '-e', statement, ...args);
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout)[0].rows;
};

test('a file with a header gives maps of texts, and empty fields are null', async () => {
  expect(
    await rows(
      "LOAD CSV WITH HEADERS FROM 'file:///people.csv' AS row RETURN row.id AS id, row.name AS name, row.note AS note",
    ),
  ).toEqual([
    { id: '1', name: 'Ann, B', note: null },
    { id: '2', name: '"Q"', note: 'two\nlines' },
    { id: '3', name: '李', note: 'x' },
    { id: '4', name: null, note: null },
  ]);
});

test('a file without a header gives lists, and FIELDTERMINATOR is heeded', async () => {
  const expected = [{ row: ['1', 'x'] }, { row: ['2', 'y'] }];
  const load = (location: string) => `LOAD CSV FROM ${location} AS row FIELDTERMINATOR ';' RETURN row`;
  expect(await rows(load("'file:///sub/a%20b.csv'"))).toEqual(expected);
  expect(await rows(load("'sub/a b.csv'"))).toEqual(expected);
  expect(await rows(load("$base + '/a b.csv'"), '-p', 'base=/sub')).toEqual(expected);
});

test('a web address stands for the file of its name', async () => {
  expect(
    await rows('LOAD CSV WITH HEADERS FROM "https://example.com/data/people.csv?v=1" AS row RETURN count(*) AS n'),
  ).toEqual([{ n: 4 }]);
});

test('several clauses in one statement each read their file', async () => {
  const statement =
    "LOAD CSV FROM 'sub/a b.csv' AS a FIELDTERMINATOR ';' LOAD CSV WITH HEADERS FROM 'people.csv' AS b WITH a, b WHERE a[0] = b.id RETURN a[1] AS x, b.name AS name";
  expect(await rows(statement)).toEqual([
    { x: 'x', name: 'Ann, B' },
    { x: 'y', name: '"Q"' },
  ]);
});

test('errors after the clause keep their place', async () => {
  const { stderr } = await cypher('-e', "LOAD CSV\nWITH HEADERS FROM 'people.csv'\n  AS row RETURN nope");
  expect(stderr).toContain('--execute:3:17: ');
});

test.each([
  '../people.csv',
  'file:///../people.csv',
  'file:///%2e%2e/people.csv',
  'sub/../../people.csv',
  'sub\\\\..\\\\..\\\\x.csv',
  'https://example.com/..',
  'https://example.com/data/',
  '',
])('%s is refused, because it leads out of the folder', async (location) => {
  const { code, stderr } = await cypher('-e', `LOAD CSV FROM '${location}' AS row RETURN row`);
  expect(code).toBe(1);
  expect(stderr).toContain('it must name a file below the import folder');
});

test('a link out of the folder is refused, one inside of it is followed', async () => {
  await symlink('/etc/hosts', join(folder, 'out.csv'));
  await symlink('people.csv', join(folder, 'in.csv'));
  expect((await cypher('-e', "LOAD CSV FROM 'out.csv' AS row RETURN row")).stderr).toContain(
    'it lies outside of the import folder',
  );
  expect(await rows("LOAD CSV WITH HEADERS FROM 'in.csv' AS row RETURN count(*) AS n")).toEqual([{ n: 4 }]);
});

test('an absolute path is one below the folder', async () => {
  expect((await cypher('-e', "LOAD CSV FROM 'file:///etc/hosts' AS row RETURN row")).stderr).toContain(
    'there is no etc/hosts in the import folder',
  );
});

test.each([
  ["LOAD CSV FROM 'nope.csv' AS row RETURN row", 'there is no nope.csv in the import folder'],
  ["LOAD CSV FROM 'sub' AS row RETURN row", 'it is no file'],
  ['UNWIND [1] AS x LOAD CSV FROM toString(x) AS row RETURN row', ':1:31: With --import, LOAD CSV takes a text'],
  ["LOAD CSV 'people.csv' AS row RETURN row", "Write LOAD CSV [WITH HEADERS] FROM 'file.csv' AS row."],
])('%s is refused with the reason', async (statement, reason) => {
  const { code, stderr } = await cypher('-e', statement);
  expect(code).toBe(1);
  expect(stderr).toContain(reason);
});

test('a broken file is named', async () => {
  await writeFile(join(folder, 'broken.csv'), 'a,b\n"1,2\n');
  expect((await cypher('-e', "LOAD CSV FROM 'broken.csv' AS row RETURN row")).stderr).toContain(
    'The file broken.csv is no CSV that can be read: Quote Not Closed',
  );
});

test('without --import the embedded engine reads no file', async () => {
  const { code, stderr } = await world.run('cypher', '-e', "LOAD CSV FROM '/etc/hosts' AS row RETURN row");
  expect(code).toBe(1);
  expect(stderr).toContain('Run the script by "isthmus cypher --import <folder>".');
});

test('a folder that does not exist is named before the store is opened', async () => {
  const { stderr } = await world.run('cypher', '--import', '/nowhere', '-e', 'RETURN 1');
  expect(stderr).toBe('isthmus: The import folder /nowhere does not exist or cannot be read.\n');
  expect(world.opened).toBe(0);
});

withExamples('the northwind example is loaded from its web addresses and answers', async () => {
  folder = join(EXAMPLES, 'northwind/import');
  expect((await cypher(join(EXAMPLES, 'northwind/scripts/northwind.cypher'))).code).toBe(0);
  const counts =
    'MATCH (n) WHERE n:Product OR n:Category OR n:Supplier OR n:Customer OR n:Order RETURN labels(n)[0] AS label, count(*) AS n ORDER BY label';
  expect((await cypher('-f', 'csv', '-e', counts)).stdout).toBe(
    'label,n\nCategory,8\nCustomer,91\nOrder,830\nProduct,77\nSupplier,29\n',
  );
  const best =
    'MATCH (c:Customer)-[:PURCHASED]->(:Order)-[d:ORDERS]->(:Product) RETURN c.companyName AS company, sum(d.quantity) AS quantity ORDER BY quantity DESC LIMIT 1';
  expect(await rows(best)).toEqual([{ company: 'Save-a-lot Markets', quantity: 4958 }]);
});

withExamples('the movies example runs although its one chain of clauses is longer than the limit', async () => {
  expect((await world.run('cypher', join(EXAMPLES, 'movies.cypher'))).stderr).toContain(
    '171 nodes created, 253 relationships created',
  );
  expect(await rows("MATCH (:Person {name: 'Tom Hanks'})-[:ACTED_IN]->(m:Movie) RETURN count(m) AS n")).toEqual([
    { n: 12 },
  ]);
});

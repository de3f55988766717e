import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CliWorld } from './cli-world.js';

const ARRIVAL =
  'Arrival is a 2016 American science fiction film directed by Denis Villeneuve. It stars Amy Adams and Jeremy Renner.';
const DUNE = 'Dune is a 2021 American science fiction film directed by Denis Villeneuve.';

let world: CliWorld;
beforeEach(async () => {
  world = await CliWorld.create();
  const texts = join(world.folder, 'texts');
  await mkdir(texts);
  await writeFile(
    join(texts, 'items.csv'),
    `id,domain,title,description\nfilm:arrival,film,Arrival,${ARRIVAL}\nfilm:dune,film,Dune,${DUNE}\n`,
  );
  const page = {
    id: 'wiki:arrival',
    item: 'film:arrival',
    text: 'Arrival was written by Eric Heisserer.',
    licence: 'CC0',
  };
  await writeFile(join(world.folder, 'pages.jsonl'), `${JSON.stringify(page)}\nno JSON\n`);
  expect((await world.run('ingest', texts)).code).toBe(0);
});
afterEach(() => world.close());

test('descriptions become facts, with the places where they stand', async () => {
  const run = await world.run('extract', '--json');
  expect(run.code).toBe(0);
  expect(JSON.parse(run.stdout)).toMatchObject({ seen: 2, read: 2, failed: 0, failuresPath: null });
  const facts = JSON.parse((await world.run('facts', 'film:arrival', '--json')).stdout);
  for (const { start, end, name, claim } of facts) {
    if (claim.relation === 'FROM_COUNTRY') continue;
    expect(ARRIVAL.slice(start, end)).toBe(name);
  }
  expect(facts.map(({ name }: { name: string }) => name).sort()).toEqual([
    'Amy Adams',
    'Denis Villeneuve',
    'Jeremy Renner',
    'United States',
    'science fiction',
  ]);
});

test('the facts are reasons from then on', async () => {
  await world.run('extract');
  expect(
    (
      await world.run(
        'cypher',
        '-e',
        "MATCH (a:Item {id: 'film:arrival'})-[:DIRECTED_BY]->(p:Entity)<-[:DIRECTED_BY]-(b:Item) RETURN b.title AS title",
        '--format',
        'csv',
      )
    ).stdout,
  ).toMatch(/Dune/);
});

test('an estimate says what is open, and writes nothing', async () => {
  expect((await world.run('extract', '--estimate')).stdout).toMatch(/^2 documents are new.*costs nothing/);
  expect((await world.run('documents', '--json')).stdout).toBe('[]\n');
  await world.run('extract');
  expect(JSON.parse((await world.run('extract', '--estimate', '--json')).stdout)).toMatchObject({ documents: 0 });
});

test('a row that cannot be read is in the file of failures, the rest goes in, and the exit code says so', async () => {
  const run = await world.run('extract', join(world.folder, 'pages.jsonl'), '--no-descriptions', '--json');
  expect(run.code).toBe(2);
  const { read, failed, failuresPath } = JSON.parse(run.stdout);
  expect([read, failed]).toEqual([1, 1]);
  expect(run.stderr).toContain(failuresPath);
  expect(JSON.parse(await readFile(failuresPath, 'utf8'))).toMatchObject({
    file: 'pages.jsonl',
    line: 2,
    raw: 'no JSON',
  });
});

test('a document that is removed takes its facts with it', async () => {
  await world.run('extract', join(world.folder, 'pages.jsonl'));
  expect((await world.run('facts', 'film:arrival')).stdout).toContain('Eric Heisserer');
  expect((await world.run('documents', '--remove', 'wiki:arrival', 'unknown')).stdout).toBe(
    '1 documents are forgotten.\n',
  );
  expect((await world.run('facts', 'film:arrival')).stdout).not.toContain('Eric Heisserer');
  expect((await world.run('documents')).stdout).not.toContain('wiki:arrival');
});

test('a description that changes replaces its facts, and one that is gone takes them along', async () => {
  await world.run('extract');
  const texts = join(world.folder, 'other');
  await mkdir(texts);
  await writeFile(
    join(texts, 'items.csv'),
    'id,domain,title,description\nfilm:arrival,film,Arrival,It was directed by Ann Lee.\nfilm:dune,film,Dune,\n',
  );
  await world.run('ingest', texts);
  expect(JSON.parse((await world.run('extract', '--json')).stdout)).toMatchObject({ read: 1, removed: 1 });
  expect((await world.run('facts', 'film:arrival')).stdout).toMatch(/Ann Lee/);
  expect(JSON.parse((await world.run('facts', 'film:dune', '--json')).stdout)).toEqual([]);
});

test('attributes that were learnt are used by later runs', async () => {
  const line = (brand: string) =>
    JSON.stringify({ input: `${brand} Shoe`, category: 'shop', target_scores: { Brand: { [brand]: 1 } } });
  const marked = join(world.folder, 'marked.jsonl');
  await writeFile(marked, ['Zuma', 'Kestrel', 'Alder', 'Osprey'].map(line).join('\n'));
  expect((await world.run('extract', '--learn', marked)).stderr).toMatch(/Learnt attributes from 4 texts/);
  const shop = join(world.folder, 'shop');
  await mkdir(shop);
  await writeFile(join(shop, 'items.csv'), 'id,domain,title,description\nshoe,shop,Shoe,Harrow Shoe\n');
  await world.run('ingest', shop);
  await world.run('extract');
  expect((await world.run('facts', 'shoe')).stdout).toMatch(/HAS_ATTRIBUTE +Brand: Harrow/);
});

test('two entities are merged and parted', async () => {
  await world.run('extract');
  const page = join(world.folder, 'more.jsonl');
  await writeFile(
    page,
    JSON.stringify({
      id: 'p',
      item: 'film:dune',
      text: 'It was directed by Denis V. Villeneuve and Denis Victor Villeneuve.',
    }),
  );
  await world.run('extract', page);
  const proposals: { readonly from: string; readonly into: string }[] = JSON.parse(
    (await world.run('merge', '--json')).stdout,
  );
  const proposal = { from: 'person:denis-v-villeneuve', into: 'person:denis-victor-villeneuve' };
  expect(proposals).toContainEqual(expect.objectContaining({ ...proposal, isSure: false }));
  await world.run('merge', proposal.from, proposal.into);
  expect((await world.run('merge', '--list')).stdout).toContain(proposal.from);
  expect((await world.run('merge', '--undo', proposal.from)).stdout).toMatch(/of its own again/);
  expect(JSON.parse((await world.run('merge', '--list', '--json')).stdout)).toEqual([]);
});

test.each([
  [['extract', 'nowhere.csv'], /There is no file nowhere.csv/],
  [['facts', 'nobody'], /no item with the id "nobody"/],
  [['merge', 'a', 'b'], /no entity with the id "a"/],
  [['evaluate-extraction', '--data', 'nowhere'], /cannot be read/],
])('%j is refused with a reason', async (args, reason) => {
  const run = await world.run(...args);
  expect(run.code).toBe(1);
  expect(run.stderr).toMatch(reason);
});

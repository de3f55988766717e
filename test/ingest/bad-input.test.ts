import { IngestWorld, ITEMS, type IngestWorld as World } from './ingest-world.js';

const INTERACTIONS = 'user,item,kind,value,at';

describe('input that cannot be used at all', () => {
  let world: World;
  afterEach(() => world.close());

  const refusal = async (files: Record<string, string | Uint8Array>, interactions?: string[]): Promise<string> => {
    world = await IngestWorld.create(files);
    const before = await world.reader.digest();
    const message = await world.ingest(interactions === undefined ? {} : { interactions }).then(
      () => 'no error',
      (error: Error) => error.message,
    );
    expect(await world.reader.digest()).toBe(before);
    return message;
  };

  test('a folder that does not exist is named', async () => {
    world = await IngestWorld.create();
    await expect(world.ingest({}, '/nowhere/at/all')).rejects.toMatchObject({
      code: 'INGEST_SOURCE_INVALID',
      message: 'The folder /nowhere/at/all does not exist or cannot be read.',
    });
  });

  test('a folder without data files says how they are called', async () => {
    expect(await refusal({ 'readme.txt': 'x' })).toMatch(/holds no data files. They are called domains, scenes/);
  });

  test('a missing interactions file is named with the nearest one', async () => {
    const message = await refusal({ 'items.csv': ITEMS, 'interactions.train.csv': 'x' }, ['interactions.trian.csv']);
    expect(message).toMatch(/There is no file interactions.trian.csv in .* Did you mean interactions.train.csv\?/);
  });

  test('a header without a required column names it and the nearest match', async () => {
    const message = await refusal({ 'items.csv': ITEMS, 'interactions.csv': 'user_id,item,kind\nu1,i1,like\n' });
    expect(message).toMatch(/^interactions.csv: the required column is missing: "user" \(is it "user_id"\?\)/);
    expect(message).toContain('rename: {interactions: …}');
  });

  test('a header with another delimiter says which setting helps', async () => {
    expect(await refusal({ 'items.csv': 'id;domain;title\n1;film;Dune\n' })).toContain(
      'The header seems to be separated by ";": set "delimiter" in isthmus.yaml.',
    );
  });

  test.each([
    ['a', ''],
    ['a blank', '\n\n'],
  ])('%s empty CSV file is refused', async (_, content) => {
    expect(await refusal({ 'items.csv': content })).toBe('items.csv is empty. Its first line has to name the columns.');
  });

  test('an empty JSONL file is refused', async () => {
    expect(await refusal({ 'items.jsonl': '' })).toBe('items.jsonl is empty. It has to hold one JSON object a line.');
  });

  test('a Parquet file that is none is refused', async () => {
    expect(await refusal({ 'items.parquet': 'id,domain,title' })).toBe(
      'items.parquet is not a readable Parquet file. Write it again, or convert it to CSV or JSONL.',
    );
  });

  test('a column twice is refused', async () => {
    expect(await refusal({ 'items.csv': 'id,domain,title,title\n' })).toBe(
      'items.csv: the header has the column "title" twice',
    );
  });

  test('two columns that would become one attribute are refused', async () => {
    expect(await refusal({ 'items.csv': 'id,domain,title,run time,runTime\n1,film,Dune,1,2\n' })).toBe(
      'The columns "run time" and "runTime" would both become the attribute "runTime". Name one of them under "columns" in isthmus.yaml.',
    );
  });

  test('a column that cannot name an attribute says how to name it', async () => {
    expect(await refusal({ 'items.csv': 'id,domain,title,导演\n1,film,Dune,x\n' })).toMatch(
      /The column "导演" cannot be the name of an attribute. Give it a name under "columns" in isthmus.yaml/,
    );
  });

  test('an unknown setting of isthmus.yaml is refused with the nearest one', async () => {
    const message = await refusal({ 'items.csv': ITEMS, 'isthmus.yaml': 'colums: {}\ndates: [someday]\n' });
    expect(message).toContain('colums is not a setting; did you mean "columns"?');
    expect(message).toContain('dates.0: must be iso, epoch');
  });

  test('a column that isthmus.yaml gives an unknown relation is refused', async () => {
    const files = { 'items.csv': ITEMS, 'isthmus.yaml': 'columns: {title2: {relation: NOT_THERE}}' };
    expect(await refusal({ ...files, 'items.csv': 'id,domain,title,title2\n1,film,Dune,x\n' })).toMatch(
      /The relation "NOT_THERE" is not in the ontology/,
    );
  });

  test('isthmus.yaml that is not YAML is refused', async () => {
    expect(await refusal({ 'items.csv': ITEMS, 'isthmus.yaml': 'columns: {' })).toMatch(
      /^isthmus.yaml is not valid YAML/,
    );
  });
});

describe('rows that cannot be used', () => {
  let world: World;
  afterEach(() => world.close());

  /** Ingests and gives the rejects as `line: reason`; every other row has to be in. */
  const rejected = async (files: Record<string, string | Uint8Array>): Promise<string[]> => {
    world = await IngestWorld.create(files);
    const { totals } = await world.ingest();
    expect(totals.read).toBe(totals.new + totals.changed + totals.duplicate + totals.rejected);
    const rejects = await world.rejects();
    expect(rejects).toHaveLength(totals.rejected);
    return rejects.map(({ line, reason }) => `${line}: ${reason}`);
  };

  const interactions = (...rows: string[]) => ({
    'items.csv': ITEMS,
    'interactions.csv': `${INTERACTIONS}\nu1,i1,like,,\n${rows.join('\n')}\nu1,i2,like,,\n`,
  });

  test('a malformed CSV line costs only itself', async () => {
    expect(
      await rejected({
        'items.csv':
          'id,domain,title\n1,film,"Dune\n2,film,Arrival\n3,film,Say "hello"\n4,film\n5,"film"x,Dune\n6,book,"Two\nlines"\n',
      }),
    ).toEqual([
      '2: Text follows a closing quote. Double the quotes inside a cell: "".',
      '4: A quote stands inside a cell that is not quoted. Quote the cell and double the quotes inside: "".',
      '5: The line has 2 cells, the header names 3 columns.',
      '6: Text follows a closing quote. Double the quotes inside a cell: "".',
    ]);
    const items = await world.reader.items(['2', '6']);
    expect(items.get('2')?.title).toBe('Arrival');
    expect(items.get('6')?.title).toBe('Two\nlines');
  });

  test('invalid UTF-8 costs only its line', async () => {
    const bytes = Buffer.concat([
      Buffer.from('id,domain,title\n1,film,Am'),
      Buffer.from([0xe9]),
      Buffer.from('lie\n2,film,Amélie\n'),
    ]);
    expect(await rejected({ 'items.csv': bytes })).toEqual(['2: The line is not valid UTF-8. Save the file as UTF-8.']);
    expect((await world.reader.items(['2'])).get('2')?.title).toBe('Amélie');
  });

  test('an unknown relation is named with the nearest one', async () => {
    const relations = 'subject,subjectType,predicate,object,objectType\ni1,item,DIRECTED_BYE,person:x,entity\n';
    const [reason] = await rejected({ 'items.csv': ITEMS, 'relations.csv': relations });
    expect(reason).toMatch(/^2: predicate: "DIRECTED_BYE" is not a known relation. Is it DIRECTED_BY\?/);
  });

  test('a relation between nodes that it does not join is rejected', async () => {
    const relations =
      'subject,subjectType,predicate,object,objectType\ni1,item,FRIEND_OF,i2,item\ni1,thing,ABOUT,topic:x,entity\ni1,item,BASED_ON,i1,item\n';
    expect(await rejected({ 'items.csv': ITEMS, 'relations.csv': relations })).toEqual([
      '2: predicate: FRIEND_OF leads from User to User, not from Item to Item.',
      '3: subjectType: "thing" is not one of item, entity, user, scene.',
      '4: object: A relation cannot lead from a node to itself.',
    ]);
  });

  test('dangling references are rejected', async () => {
    const reasons = await rejected({
      ...interactions('u1,i9,like,,', 'u9,i1,like,,'),
      'users.csv': 'id\nu1\n',
      'relations.csv': 'subject,subjectType,predicate,object,objectType\ni8,item,BASED_ON,i1,item\n',
    });
    expect(reasons).toEqual([
      expect.stringMatching(/^2: dangling reference: there is no Item with the id "i8"/),
      '3: dangling reference: there is no Item with the id "i9"',
      '4: dangling reference: there is no User with the id "u9"',
    ]);
  });

  test('an item whose scene does not exist goes in without that scene', async () => {
    world = await IngestWorld.create({ 'items.csv': 'id,domain,title,suits\ni1,film,Dune,nowhere\n' });
    const report = await world.ingest();
    expect(report.totals).toMatchObject({ new: 1, rejected: 0 });
    expect(report.files[0].facts.rejected).toBe(1);
    expect((await world.rejects())[0].reason).toMatch(
      /^The row was taken in without one relation: dangling reference: there is no Scene with the id "nowhere"/,
    );
  });

  test('dates in the future and dates that cannot be read are rejected, tomorrow is not', async () => {
    expect(
      await rejected(
        interactions(
          'u1,i1,view,,2024-06-03',
          'u1,i1,view,,31/31/2020',
          'u1,i1,view,,2023-02-30',
          'u1,i1,view,,2024-06-01T20:00',
          'u1,i1,view,,2023',
        ),
      ),
    ).toEqual([
      '3: at: "2024-06-03" is in the future.',
      '4: at: "31/31/2020" is not a date that can be read. Set "dates" in isthmus.yaml.',
      '5: at: "2023-02-30" is not a date that can be read. Set "dates" in isthmus.yaml.',
      '7: at: "2023" is not a date that can be read. Set "dates" in isthmus.yaml.',
    ]);
  });

  test('negative values and values that are no numbers are rejected', async () => {
    expect(
      await rejected(interactions('u1,i1,rate,-1,', 'u1,i1,rate,NaN,', 'u1,i1,rate,Infinity,', 'u1,i1,rate,0x5,')),
    ).toEqual([
      '3: value: The number must not be negative.',
      '4: value: "NaN" is not a number.',
      '5: value: "Infinity" is not a number.',
      '6: value: "0x5" is not a number.',
    ]);
  });

  test('negative weights and weights that are no numbers are rejected', async () => {
    const header = 'subject,subjectType,predicate,object,objectType,weight';
    expect(
      await rejected({
        'items.csv': ITEMS,
        'relations.csv': `${header}\ni1,item,ABOUT,topic:x,entity,-0.1\ni1,item,ABOUT,topic:x,entity,NaN\n`,
      }),
    ).toEqual(['2: weight: The number must not be negative.', '3: weight: "NaN" is not a number.']);
  });

  test('an id that comes again with other content is rejected, the first row counts', async () => {
    const [first] = await rejected({
      'items.csv': 'id,domain,title\n1,film,Dune\n1,film,Dune\n1,film,Dune 2\n',
      'items.more.csv': 'id,domain,title\n1,film,Dune 3\n',
    });
    expect(first).toBe('4: 1 was already given with other content in line 2 of items.csv; the first one counts.');
    expect((await world.rejects())[1]).toMatchObject({ file: 'items.more.csv', line: 2 });
    expect((await world.reader.items(['1'])).get('1')?.title).toBe('Dune');
  });

  test('an event id that comes again with other content is rejected', async () => {
    const rows = 'eventId,user,item,kind\ne1,u1,i1,like\ne1,u1,i1,like\ne1,u1,i2,like\n';
    const reasons = await rejected({ 'items.csv': ITEMS, 'interactions.csv': rows });
    expect(reasons).toEqual(['4: eventId: the user already has an event "e1" with other content']);
  });

  test('an unknown kind of interaction is rejected with the nearest one', async () => {
    const [reason] = await rejected(interactions('u1,i1,watched,,'));
    expect(reason).toMatch(/^3: kind: "watched" is not a kind of interaction. Is it watch\?/);
  });

  test('values out of range are clipped and counted', async () => {
    world = await IngestWorld.create(interactions('u1,i1,rate,7,', 'u2,i1,rate,0,', 'u3,i1,watch,7200,'));
    const { totals } = await world.ingest();
    expect(totals).toMatchObject({ rejected: 0, clipped: 2 });
    expect((await world.reader.history('u2', null, 1))[0].interaction.value).toBe(1);
    expect((await world.reader.history('u3', null, 1))[0].interaction.value).toBe(7200);
  });

  test('a cell of 10 MB is rejected without being held, and its neighbours go in', async () => {
    const huge = 'x'.repeat(10 * 1024 * 1024);
    const reasons = await rejected({
      'items.csv': `id,domain,title\n1,film,Dune\n2,film,${huge}\n3,film,Arrival\n`,
      'items.more.jsonl': `{"id":"4","domain":"film","title":"${huge}"}\n{"id":"5","domain":"film","title":"Sicario"}\n`,
    });
    expect(reasons).toEqual(['3: The line is longer than 1 MB.', '1: The line is longer than 1 MB.']);
    expect((await world.rejects())[0].raw.length).toBeLessThan(1100);
    expect((await world.reader.items(['1', '3', '5'])).size).toBe(3);
  });

  test('a quote that is never closed does not swallow the rest of a large file', async () => {
    const rows = Array.from({ length: 30_000 }, (_, n) => `${n},film,A title of some length ${n}`);
    rows[10] = '10,film,"open';
    const reasons = await rejected({ 'items.csv': `id,domain,title\n${rows.join('\n')}\n` });
    expect(reasons).toEqual(['12: A quoted cell is not closed within 1 MB.']);
  });

  test('JSONL rows that are no objects or hold strange values are rejected', async () => {
    const lines = [
      '{"id":1,"domain":"film","title":"Dune"}',
      '[1]',
      '{"id":',
      '{"id":2,"domain":"film","title":["a"]}',
      '{"id":3,"domain":"film","title":"x","deep":{"a":{"b":1}}}',
      '{"id":4,"title":"x"}',
    ];
    expect(await rejected({ 'items.jsonl': lines.join('\n') })).toEqual([
      '2: The line is not a JSON object.',
      '3: The line is not valid JSON.',
      '4: title: A single value is needed, not a list.',
      '5: deep.a: objects may be nested only once.',
      '6: domain: The value is missing.',
    ]);
  });
});

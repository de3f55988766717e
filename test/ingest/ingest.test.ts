import { IngestWorld, ITEMS } from './ingest-world.js';

describe('ingest', () => {
  let world: IngestWorld;
  afterEach(() => world.close());

  const folder = {
    'domains.csv': 'id,label,label.zh\nfilm,Films,电影\n',
    'scenes.csv': 'id,label,label.zh,timesOfDay,phrases\ncommute,Commute,通勤,morning|evening,on the train\n',
    'entities.csv': 'id,kind,label,label.zh\nperson:denis-villeneuve,person,Denis Villeneuve,丹尼斯·维伦纽瓦\n',
    'items.film.csv':
      'id,domain,title,title.zh,year,available,addedAt,directedBy,suits,runtime\n' +
      'f1,film,Arrival,降临,2016,yes,2020-01-02,Denis Villeneuve,commute,116\n' +
      'f2,film,Dune,,2021,no,,Denis Villeneuve|Someone Else,,155\n',
    'items.book.jsonl': '{"id":"b1","domain":"book","title":"Dune","pages":612,"tags":["classic","desert"]}\n',
    'users.csv': 'id,age\nu1,30\nu2,40\n',
    'relations.csv':
      'subject,subjectType,predicate,object,objectType,objectLabel,weight\n' +
      'f2,item,BASED_ON,b1,item,,1\nb1,item,WRITTEN_BY,dbr:Frank_Herbert,entity,,2\nu1,user,PREFERS,genre:drama,entity,Drama,0.5\n',
    'social.csv': 'subject,object\nu2,u1\n',
    'interactions.csv':
      'user,item,kind,value,at,scene,context.device\nu1,f1,rate,4,2024-01-02T10:00:00Z,commute,phone\nu2,b1,read,,1704189600,,\n',
    'isthmus.yaml':
      'columns:\n  directedBy: {relation: DIRECTED_BY, kind: person}\n  runtime: {type: number, name: runtimeMinutes}\n',
  };

  test('puts every kind of file into the graph', async () => {
    world = await IngestWorld.create(folder);
    const report = await world.ingest();
    expect(report.totals).toEqual({ read: 14, new: 14, changed: 0, duplicate: 0, rejected: 0, clipped: 0 });
    const items = await world.reader.items(['f1', 'f2', 'b1']);
    expect(items.get('f1')).toEqual({
      id: 'f1',
      domain: 'film',
      title: 'Arrival',
      titleZh: '降临',
      description: null,
      descriptionZh: null,
      year: 2016,
      isAvailable: true,
      addedAt: Date.UTC(2020, 0, 2),
      attributes: { runtimeMinutes: 116 },
    });
    expect(items.get('f2')?.isAvailable).toBe(false);
    expect(items.get('b1')?.attributes).toEqual({ pages: 612, tags: ['classic', 'desert'] });
    const counts = await world.reader.counts();
    expect(counts.relations).toEqual({
      DIRECTED_BY: 3,
      SUITS: 1,
      BASED_ON: 1,
      WRITTEN_BY: 1,
      PREFERS: 1,
      FRIEND_OF: 1,
    });
    expect(counts.interactions).toBe(2);
    const entities = await world.reader.entities(['person:someone-else', 'dbr:Frank_Herbert', 'genre:drama']);
    expect(entities.get('person:someone-else')).toMatchObject({ kind: 'person', label: 'Someone Else' });
    expect(entities.get('dbr:Frank_Herbert')).toMatchObject({ kind: 'person', label: 'Frank Herbert' });
    expect(entities.get('genre:drama')).toMatchObject({ kind: 'genre', label: 'Drama' });
    const [event] = await world.reader.history('u1', null, 1);
    expect(event.interaction).toMatchObject({
      kind: 'rate',
      value: 4,
      at: Date.UTC(2024, 0, 2, 10),
      sceneId: 'commute',
      context: { device: 'phone' },
    });
  });

  test('changes nothing when it runs a second time', async () => {
    world = await IngestWorld.create(folder);
    await world.ingest();
    const digest = await world.reader.digest();
    const again = await world.ingest();
    expect(again.totals).toEqual({ read: 14, new: 0, changed: 0, duplicate: 14, rejected: 0, clipped: 0 });
    expect(again.files.map((file) => [file.facts.new, file.facts.changed, file.entitiesCreated])).toEqual(
      again.files.map(() => [0, 0, 0]),
    );
    expect(await world.reader.digest()).toBe(digest);
  });

  test('keeps the label that a catalogue gave an entity when a column names it again', async () => {
    world = await IngestWorld.create(folder);
    await world.ingest();
    const entities = await world.reader.entities(['person:denis-villeneuve']);
    expect(entities.get('person:denis-villeneuve')?.labelZh).toBe('丹尼斯·维伦纽瓦');
  });

  test('counts changed rows apart from new ones', async () => {
    world = await IngestWorld.create({ 'items.csv': ITEMS });
    await world.ingest();
    await world.write({ 'items.csv': `${ITEMS.replace('Arrival', 'Arrival (2016)')}i4,book,Solaris\n` });
    const report = await world.ingest();
    expect(report.totals).toMatchObject({ read: 4, new: 1, changed: 1, duplicate: 2, rejected: 0 });
  });

  test('makes users of interactions when the folder has no users', async () => {
    world = await IngestWorld.create({ 'items.csv': ITEMS, 'interactions.csv': 'user,item,kind\nnew,i1,like\n' });
    await world.ingest();
    expect((await world.reader.users(['new'])).size).toBe(1);
  });

  test('makes well-known columns relations and others attributes when there is no isthmus.yaml', async () => {
    world = await IngestWorld.create({
      'items.csv': 'id,domain,title,genres,category,developer,Release Date,note\ni1,app,Maps,A|B,Tools,ACME,2020,x|y\n',
    });
    await world.ingest();
    const counts = await world.reader.counts();
    expect(counts.relations).toEqual({ HAS_GENRE: 3, MADE_BY: 1 });
    const items = await world.reader.items(['i1']);
    expect(items.get('i1')?.attributes).toEqual({ releaseDate: '2020', note: ['x', 'y'] });
  });

  test('renames columns, folds ids and maps kinds as isthmus.yaml says', async () => {
    world = await IngestWorld.create({
      'items.csv': 'movieId,title\nTT1,Dune\n',
      'interactions.csv': 'userId,movieId,rating,timestamp,action\nU1,tt1,4.5,964982703,stars\n',
      'isthmus.yaml': `
defaultDomain: film
idCase: {item: lower, user: lower}
kinds: {stars: rate}
rename:
  items: {movieId: id}
  interactions: {userId: user, movieId: item, rating: value, timestamp: at, action: kind}
`,
    });
    const report = await world.ingest();
    expect(report.totals).toMatchObject({ read: 2, new: 2 });
    const [event] = await world.reader.history('u1', null, 1);
    expect(event.interaction).toMatchObject({ itemId: 'tt1', kind: 'rate', value: 4.5, at: 964982703000 });
  });

  test('keeps declared relations in the graph', async () => {
    world = await IngestWorld.create({
      'items.csv': ITEMS,
      'relations.csv':
        'subject,subjectType,predicate,object,objectType\ni1,item,FILMED_IN,place:Wadi_Rum,entity\ni2,item,SHOT_WITH,camera:x,entity\n',
      'isthmus.yaml': 'relations:\n  - {name: FILMED_IN, objectKind: place, en: {shared: was filmed in}}\n',
    });
    const report = await world.ingest({ declaresRelations: true });
    expect(report.totals.rejected).toBe(0);
    expect(world.sink.ontology.find('FILMED_IN')?.en.shared).toBe('was filmed in');
    expect(world.sink.ontology.find('SHOT_WITH')?.isDeclared).toBe(true);
  });

  test('stops between batches when it is told to, and ends in the same graph when it is repeated', async () => {
    const rows = Array.from({ length: 12_000 }, (_, n) => `u${n % 50},i${1 + (n % 3)},view,${1_700_000_000 + n}`);
    const files = { 'items.csv': ITEMS, 'interactions.csv': `user,item,kind,at\n${rows.join('\n')}\n` };
    world = await IngestWorld.create(files);
    const abort = new AbortController();
    let read = 0;
    const stopped = world.ingest({
      signal: abort.signal,
      onProgress: (bytes) => {
        read += bytes;
        if (read > 150_000) abort.abort();
      },
    });
    await expect(stopped).rejects.toThrow('aborted');
    const partial = (await world.reader.counts()).interactions;
    expect(partial).toBeGreaterThan(0);
    expect(partial).toBeLessThan(12_000);
    await world.ingest();
    const whole = await IngestWorld.create(files);
    await whole.ingest();
    expect(await world.reader.digest()).toBe(await whole.reader.digest());
    await whole.close();
  });
});

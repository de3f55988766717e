import { IngestWorld, NOW_MS } from '../ingest-world.js';

/** Texts that break careless writers: quotes, line ends, escapes of several languages, other scripts, NUL. */
const HOSTILE = [
  ' spaced ',
  'x, "y"; \'z\'',
  'two\r\nlines\rand\ttabs',
  "'}) DETACH DELETE n //",
  '\\u0027 \\\\ \\',
  '</data><data key="n0">&amp; <![CDATA[ ]]>',
  '降临 😀 e\u0301 \u2028 \u{10FFFF}',
  'nul \u0000 bell \u0007 \uFFFE',
  '$rows $& $1 $$',
];

const plainItem = {
  domain: 'film',
  titleZh: null,
  description: null,
  descriptionZh: null,
  year: null,
  isAvailable: true,
  addedAt: null,
};

/** A graph in which everything stands that a format could lose. */
export async function awkwardWorld(): Promise<IngestWorld> {
  const world = await IngestWorld.create();
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
  await sink.upsertEntities([
    { id: 'e', kind: 'topic', label: ' Sand,\r\n"dunes" ', labelZh: null },
    ...HOSTILE.map((label, k) => ({ id: `e:${label}`, kind: 'topic', label, labelZh: k % 2 === 0 ? null : label })),
  ]);
  await sink.upsertItems([
    {
      ...plainItem,
      id: 'i1',
      title: ' spaced ',
      year: 1984,
      addedAt: NOW_MS,
      attributes: { available: 'text', genre: ['a', 'b'], price: 1.5e-7, mixed: 1, flag: true, in: 'x', labels: 'y' },
    },
    {
      ...plainItem,
      id: 'i2',
      title: 'Ame\u0301lie',
      isAvailable: false,
      year: 12_024,
      addedAt: Date.UTC(2999, 0, 1),
      attributes: { mixed: ['a|b', ''], empty: '', genre: ['c'], flag: false, price: 1e300, none: [] },
    },
    ...HOSTILE.map((text, k) => ({
      ...plainItem,
      id: `hostile ${text}`,
      title: text,
      titleZh: text,
      description: text,
      attributes: { text, list: [text, 'b'], count: -k, where: `${k}` },
    })),
  ]);
  await sink.upsertUsers([
    { id: 'u1', attributes: { description: 'likes\nlines', age: 30 } },
    { id: 'u2', attributes: {} },
    ...HOSTILE.map((text) => ({ id: text, attributes: { match: text } })),
  ]);
  await sink.declareRelation({
    name: 'FILMED_IN',
    objectKind: 'place',
    en: { fact: '{subject} was filmed in {object}' },
  });
  const edge = { weight: 0.25, source: 'llm' };
  const item = { type: 'Item', id: 'i1' } as const;
  await sink.upsertRelations([
    { subject: item, predicate: 'FILMED_IN', object: { type: 'Entity', id: 'e' }, ...edge },
    { subject: item, predicate: 'SUITS', object: { type: 'Scene', id: 's' }, ...edge },
    { subject: item, predicate: 'SEQUEL_OF', object: item, ...edge, weight: 1 },
    { subject: { type: 'Entity', id: 'e' }, predicate: 'ABOUT', object: item, ...edge, source: HOSTILE[1] },
    { subject: { type: 'User', id: 'u1' }, predicate: 'PREFERS', object: { type: 'Entity', id: 'e' }, ...edge },
    { subject: { type: 'User', id: 'u2' }, predicate: 'FRIEND_OF', object: { type: 'User', id: 'u1' }, ...edge },
    ...HOSTILE.map((text) => ({
      subject: { type: 'Item', id: `hostile ${text}` } as const,
      predicate: 'ABOUT',
      object: { type: 'Entity', id: `e:${text}` } as const,
      ...edge,
    })),
  ]);
  const event = { userId: 'u1', itemId: 'i1', kind: 'rate', value: 8, at: 1_700_000_000_123, sceneId: 's' };
  await sink.recordInteractions(
    [
      { ...event, eventId: 'one', context: { place: ' home ' } },
      { ...event, eventId: 'two, "too"', at: null, sceneId: null, value: null, context: { device: 'tv' } },
      { ...event, eventId: 'three', kind: 'view', value: -1.5, context: {} },
      ...HOSTILE.map((text) => ({ ...event, userId: text, eventId: text, context: { place: text } })),
    ],
    { createMissingUsers: false },
  );
  return world;
}

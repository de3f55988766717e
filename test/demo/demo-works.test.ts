import { GENRES, MOODS, TOPICS } from './vocabulary.js';
import { listOf, type Row, rowsOf, rowsOfKind } from './world-files.js';

const DOMAINS = rowsOf('domains.csv').map((row) => row.id!);
const SCENES = rowsOf('scenes.csv').map((row) => row.id!);
const works = rowsOfKind('items');
const relations = rowsOfKind('relations');
const ids = new Set(works.map((row) => row.id!));
const worksOf = (domain: string) => works.filter((row) => row.domain === domain);

/** "Amélie" is amelie, "Howl's Moving Castle" is howls-moving-castle. */
function slugOf(title: string): string {
  return title
    .normalize('NFKD')
    .replace(/\p{M}|['’]/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** Full stops after initials (H. G. Wells) end no sentence. */
function sentenceCount(text: string): number {
  return text.match(/(?<!\b\p{Lu})[.!?…]["”’)]*(?=\s|$)/gu)?.length ?? 0;
}

const describeRow = (row: Row) => `${row.id}: ${row.description}`;

test('at least 400 works, at least 60 in each of five domains', () => {
  expect(DOMAINS).toHaveLength(5);
  expect(works.length).toBeGreaterThanOrEqual(400);
  for (const domain of DOMAINS) expect(worksOf(domain).length).toBeGreaterThanOrEqual(60);
});

test('ids are unique and made of the domain and the English title', () => {
  expect(ids.size).toBe(works.length);
  const others = works.filter(
    (row) => ![slugOf(row.title!), `${slugOf(row.title!)}-${row.year}`].includes(row.id!.slice(row.domain!.length + 1)),
  );
  expect(others.map((row) => row.id)).toEqual([]);
  expect(works.filter((row) => !row.id!.startsWith(`${row.domain}:`)).map((row) => row.id)).toEqual([]);
});

test('every work has a year; those of antiquity are negative', () => {
  const thisYear = new Date().getUTCFullYear();
  const odd = works.filter((row) => !/^-?\d{1,4}$/.test(row.year!) || Number(row.year) > thisYear);
  expect(odd.map((row) => row.id)).toEqual([]);
  expect(works.find((row) => row.id === 'book:the-odyssey')?.year).toBe('-700');
});

test('at least 60 works have a Chinese title and description, always both, some in every domain', () => {
  const chinese = works.filter((row) => row['title.zh'] !== '');
  expect(chinese.length).toBeGreaterThanOrEqual(60);
  expect(works.filter((row) => (row['title.zh'] === '') !== (row['description.zh'] === ''))).toEqual([]);
  const withoutHan = chinese.filter((row) => !/\p{Script=Han}/u.test(row['description.zh']!));
  expect(withoutHan.map((row) => row.id)).toEqual([]);
  for (const domain of DOMAINS) expect(chinese.some((row) => row.domain === domain)).toBe(true);
});

test('every description has one to three sentences and is the only one of its kind', () => {
  const odd = works.filter((row) => sentenceCount(row.description!) < 1 || sentenceCount(row.description!) > 3);
  expect(odd.map(describeRow)).toEqual([]);
  for (const column of ['description', 'description.zh']) {
    const texts = works.map((row) => row[column]!).filter((text) => text !== '');
    expect(new Set(texts).size).toBe(texts.length);
  }
});

test('genres, topics, moods and scenes come from the shared lists', () => {
  const strangers = works.flatMap((row) => [
    ...listOf(row.genre).filter((value) => !GENRES[row.domain!]!.includes(value)),
    ...listOf(row.topic).filter((value) => !TOPICS.includes(value)),
    ...listOf(row.mood).filter((value) => !MOODS.includes(value)),
    ...listOf(row.suits).filter((value) => !SCENES.includes(value)),
  ]);
  expect(strangers).toEqual([]);
  const bare = works.filter((row) => ['genre', 'topic', 'mood', 'suits'].some((column) => row[column] === ''));
  expect(bare.map((row) => row.id)).toEqual([]);
});

test('every scene has at least 40 works from at least three domains', () => {
  for (const scene of SCENES) {
    const suitable = works.filter((row) => listOf(row.suits).includes(scene));
    expect(suitable.length).toBeGreaterThanOrEqual(40);
    expect(new Set(suitable.map((row) => row.domain)).size).toBeGreaterThanOrEqual(3);
  }
});

test('nothing dark, bleak or tense is said to suit bedtime, and nothing of horror or war the family', () => {
  const restless = works.filter(
    (row) =>
      listOf(row.suits).includes('bedtime') &&
      listOf(row.mood).some((mood) => ['Dark', 'Tense', 'Gritty', 'Angry'].includes(mood)),
  );
  expect(restless.map((row) => row.id)).toEqual([]);
  const unsuitable = works.filter(
    (row) =>
      listOf(row.suits).includes('family') &&
      listOf(row.genre).some((genre) => ['Horror', 'True crime'].includes(genre)),
  );
  expect(unsuitable.map((row) => row.id)).toEqual([]);
});

test('no relation leads to a work that is not there, and none is listed twice', () => {
  const dangling = relations.filter((row) => !ids.has(row.subject!) || !ids.has(row.object!));
  expect(dangling).toEqual([]);
  const texts = relations.map((row) => `${row.subject} ${row.predicate} ${row.object}`);
  expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
});

test('at least ten adaptations and soundtracks lead from one domain into another', () => {
  const domainOf = (id: string) => id.slice(0, id.indexOf(':'));
  const crossing = relations.filter(
    (row) => ['BASED_ON', 'SOUNDTRACK_OF'].includes(row.predicate!) && domainOf(row.subject!) !== domainOf(row.object!),
  );
  expect(crossing.length).toBeGreaterThanOrEqual(10);
});

test('a name is spelt in one way', () => {
  const columns = [
    'directedBy',
    'writtenBy',
    'starring',
    'composedBy',
    'performedBy',
    'producedBy',
    'hostedBy',
    'designedBy',
    'developedBy',
    'publishedBy',
    'setIn',
    'universe',
  ];
  const spellings = new Map<string, Set<string>>();
  for (const row of works) {
    for (const name of columns.flatMap((column) => listOf(row[column]))) {
      const key = slugOf(name).replaceAll('-', '');
      spellings.set(key, (spellings.get(key) ?? new Set()).add(name));
    }
  }
  expect([...spellings.values()].filter((names) => names.size > 1).map((names) => [...names])).toEqual([]);
});

import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ontology } from '../../../../src/domain/ontology.js';
import { evaluateExtraction } from '../../../../src/ingest/knowledge/evaluation/evaluate-extraction.js';
import { type Half, halfOf } from '../../../../src/ingest/knowledge/evaluation/evaluate-relations.js';
import { Gazetteer } from '../../../../src/ingest/knowledge/gazetteer/gazetteer.js';
import { RuleFactExtractor } from '../../../../src/ingest/knowledge/rules/rule-fact-extractor.js';

const rules = { ontology: new Ontology(), gazetteer: new Gazetteer() };
const evaluate = (folder: string, half: Half = 'odd') =>
  evaluateExtraction({
    folder,
    half,
    extractor: new RuleFactExtractor(rules),
    learnt: async (attributes) => new RuleFactExtractor({ ...rules, attributes }),
  });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isthmus-gold-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
}

const GOLD = {
  'items.csv': [
    'id,description',
    '1,It was directed by Ann Lee and José Paz.',
    '2,It was directed by Bob Roe.',
    '3,It was directed by Cy Poe and stars Di Low.',
    '5,It was directed by Ed Fox.',
  ].join('\n'),
  'gold.csv': [
    'item,predicate,object,inText',
    '1,DIRECTED_BY,Ann Lee,true',
    '1,DIRECTED_BY,Jose Paz,true',
    '1,DIRECTED_BY,Gus Orr,false',
    '2,DIRECTED_BY,Somebody Else,true',
    '3,DIRECTED_BY,Cy Poe,false',
    '3,DIRECTED_BY,Hal Ray,true',
    '5,STARRING,Nobody Here,false',
  ].join('\n'),
};

test('names are judged where somebody has said what is right; right ones that are not in the text count neither way', async () => {
  await write(GOLD);
  const { relations, texts, withoutSpan } = await evaluate(folder);
  expect(texts).toBe(3);
  expect(withoutSpan).toBe(0);
  expect(relations.DIRECTED_BY).toEqual({ precision: 1, recall: 0.6667, f1: 0.8, right: 2, wrong: 0, missed: 1 });
  expect(relations.STARRING).toMatchObject({ right: 0, wrong: 0, missed: 0 });
});

test('the other half has its own figures', async () => {
  await write(GOLD);
  const { relations } = await evaluate(folder, 'even');
  expect(relations.DIRECTED_BY).toMatchObject({ right: 0, wrong: 1, missed: 1, f1: 0 });
});

test.each([
  ['7', 'odd'],
  ['film-12', 'even'],
  ['tt0113277x', 'odd'],
  ['abc', 'odd'],
])('the id %s is %s', (id, half) => {
  expect(halfOf(id)).toBe(half);
});

const title = (brand: string, colour: string) =>
  JSON.stringify({
    input: `${brand} Shoe, ${colour}`,
    category: 'Shoes',
    target_scores: { Brand: { [brand]: 1 }, Color: { [colour]: 1 } },
  });

test('attributes are learnt from the training file and measured on the test file', async () => {
  const train = ['Zuma', 'Kestrel', 'Alder', 'Osprey'].flatMap((brand) => ['Navy', 'Red'].map((c) => title(brand, c)));
  await write({
    'shop.train.jsonl': train.join('\n'),
    'shop.test.jsonl': [title('Harrow', 'Navy'), title('Pine', 'Red')].join('\n'),
  });
  const { attributes } = await evaluate(folder);
  expect(attributes.shop).toMatchObject({ protocol: 'learnt from the training file', texts: 2, f1: 1, withoutSpan: 0 });
  expect(attributes.shop.byAttribute.Brand).toMatchObject({ right: 2 });
});

test('where a file says that a value is absent, attributes that it does not mention are not judged', async () => {
  const line = (scores: object) => JSON.stringify({ input: 'Zuma Shoe, Navy', category: '', target_scores: scores });
  const train = line({ Brand: { Zuma: 1 }, Color: { Navy: 1 } });
  await write({
    'shop.train.jsonl': [train, train, train].join('\n'),
    'shop.test.jsonl': [line({ Brand: { Zuma: 1 } }), line({ Color: { 'n/a': 1 } })].join('\n'),
  });
  const { attributes } = await evaluate(folder);
  expect(attributes.shop).toMatchObject({ right: 1, wrong: 1, missed: 0 });
});

test('tags, one sign a line, are read as sentences; without a training file it is told how they were measured', async () => {
  const sentence = ['法 B-P', '国 I-P', '药 O', '膏 O'].join('\n');
  await write({ 'zh.test.bio.txt': Array.from({ length: 10 }, () => sentence).join('\n\n') });
  const { attributes } = await evaluate(folder);
  expect(attributes.zh.protocol).toMatch(/^5-fold cross-validation/);
  expect(attributes.zh).toMatchObject({ texts: 10, right: 10, wrong: 0, missed: 0 });
});

test.each([
  [{ 'notes.txt': '' }, /nothing to measure on/],
  [{ 'items.csv': 'id,text\n1,x', 'gold.csv': GOLD['gold.csv'] }, /items.csv lacks the column description/],
  [{ 'a.test.jsonl': '{' }, /a.test.jsonl is not valid JSON at line 1/],
  [{ 'a.test.jsonl': '{"input": 5}' }, /a.test.jsonl lacks input or target_scores at line 1/],
  [{ 'a.test.jsonl': '' }, /a.test.jsonl holds no marked text/],
  [{ 'a.test.jsonl': title('Harrow', 'Navy'), 'a.train.jsonl': '\n\n' }, /a.train.jsonl holds no marked text/],
  [{ 'a.test.jsonl': '\u0000\u0001\u0002'.repeat(99) }, /a.test.jsonl is not a text: it holds binary data/],
  [{ 'a.test.bio.txt': '' }, /a.test.bio.txt holds no marked text/],
  [{ 'a.test.bio.txt': '药 O\r\nhello world\r\n' }, /a.test.bio.txt lacks a tag \(O, B-… or I-…\) at line 2/],
  [{ ...GOLD, 'gold.csv': '' }, /gold.csv is empty/],
  [{ ...GOLD, 'items.csv': '' }, /items.csv is empty/],
  [
    { ...GOLD, 'gold.csv': 'item,predicate,object,inText\n9,DIRECTED_BY,Ann Lee,true' },
    /gold.csv says nothing about any/,
  ],
  [{ ...GOLD, 'items.csv': 'id,description\n2,It was directed by Bob Roe.' }, /No item has an odd id/],
])('%j is refused with a reason', async (files, reason) => {
  await write(files as Record<string, string>);
  await expect(evaluate(folder)).rejects.toThrow(reason);
});

const NOISE = Uint8Array.from({ length: 2_000 }, (_, n) => (n * 167 + 41) % 256);

test.each(['a.test.jsonl', 'a.test.bio.txt', 'gold.csv'])('%s of random bytes is refused as no text', async (name) => {
  await write(GOLD);
  await writeFile(join(folder, name), NOISE);
  await expect(evaluate(folder)).rejects.toMatchObject({
    code: 'INGEST_SOURCE_INVALID',
    message: expect.stringMatching(new RegExp(`^${name}.*UTF-8`)),
  });
});

test('what is no folder, and a folder where a file should be, are refused', async () => {
  await expect(evaluate(join(folder, 'nowhere'))).rejects.toThrow(/cannot be read as a folder/);
  await write({ 'gold.csv': '' });
  await expect(evaluate(join(folder, 'gold.csv'))).rejects.toThrow(/cannot be read as a folder/);
  await mkdir(join(folder, 'a.test.jsonl'));
  await expect(evaluate(folder)).rejects.toThrow(/a.test.jsonl cannot be read: it is no file/);
});

const ABSTRACTS = '../shared/data/movie-abstracts';
if (!existsSync(ABSTRACTS)) console.warn(`Skipped: the public data sets are not in ${ABSTRACTS}.`);

(existsSync(ABSTRACTS) ? test : test.skip)(
  'abstracts of films: what they state is found well enough to use',
  async () => {
    const { relations, withoutSpan } = await evaluate(ABSTRACTS);
    expect(relations.DIRECTED_BY.precision).toBeGreaterThanOrEqual(0.9);
    expect(relations.DIRECTED_BY.recall).toBeGreaterThanOrEqual(0.85);
    expect(relations.STARRING.f1).toBeGreaterThanOrEqual(0.75);
    expect(relations.WRITTEN_BY.f1).toBeGreaterThanOrEqual(0.6);
    expect(withoutSpan).toBe(0);
  },
);

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AttributeExample } from '../../../../src/ingest/knowledge/attributes/attribute-example.js';
import { AttributeExtractor } from '../../../../src/ingest/knowledge/attributes/attribute-extractor.js';
import { loadAttributes, saveAttributes } from '../../../../src/ingest/knowledge/attributes/attribute-store.js';
import { attributeTokens } from '../../../../src/ingest/knowledge/attributes/attribute-tokens.js';

const BRANDS = ['Northpeak', 'Alder & Co', 'Zuma', 'Brightwell', 'Osprey Hill', 'Kestrel'];
const COLOURS = ['Black', 'Forest Green', 'Navy', 'Rose Red', 'Ivory'];

/** Titles such as "Zuma Running Shoe, Navy, 9 M US" with their values marked. */
function titles(brands: readonly string[], category = 'Shoes'): AttributeExample[] {
  return brands.flatMap((brand, b) =>
    COLOURS.map((colour, c) => {
      const size = `${5 + ((b + c) % 8)} M US`;
      const text = `${brand} Running Shoe, ${colour}, ${size}`;
      const span = (attribute: string, value: string) => {
        const start = text.indexOf(value);
        return { attribute, start, end: start + value.length };
      };
      return { text, category, values: [span('Brand', brand), span('Color', colour), span('Size', size)] };
    }),
  );
}

const valuesOf = (extractor: AttributeExtractor, text: string, category = 'Shoes') =>
  extractor.extract(text, category).map(({ attribute, start, end }) => [attribute, text.slice(start, end)]);

const learnt = AttributeExtractor.learn(titles(BRANDS));

test('values that were never seen are found by where they stand and what they look like', () => {
  expect(valuesOf(learnt, 'Harrow Running Shoe, Navy, 14 M US')).toEqual([
    ['Brand', 'Harrow'],
    ['Color', 'Navy'],
    ['Size', '14 M US'],
  ]);
});

test('places are places of the text', () => {
  const text = 'Zuma Running Shoe, Forest Green, 9 M US';
  for (const { start, end } of learnt.extract(text, 'Shoes')) expect(text.slice(start, end)).not.toMatch(/^\s|\s$|^,/);
});

test('a text finds only attributes that texts of its category have', () => {
  const tea: AttributeExample[] = ['Green', 'Black', 'White'].map((kind) => ({
    text: `${kind} Tea`,
    category: 'Tea',
    values: [{ attribute: 'Variety', start: 0, end: kind.length }],
  }));
  const both = AttributeExtractor.learn([...titles(BRANDS), ...tea, ...tea]);
  expect(valuesOf(both, 'Black Tea', 'Tea')).toEqual([['Variety', 'Black']]);
  const found = valuesOf(both, 'Zuma Running Shoe, Black, 9 M US').map(([attribute]) => attribute);
  expect(found).not.toContain('Variety');
});

test('the same texts and the same seed give the same extractor', () => {
  expect(AttributeExtractor.learn(titles(BRANDS)).stored()).toEqual(learnt.stored());
  expect(AttributeExtractor.learn(titles(BRANDS), { seed: 2 }).version).not.toBe(learnt.version);
});

test('Chinese signs are single tokens', () => {
  expect(attributeTokens('法国药房spf50').words).toEqual(['法', '国', '药', '房', 'spf', '50']);
});

test.each(['', '   ', '!!!'])('a text without words has no values', (text) => {
  expect(learnt.extract(text, 'Shoes')).toEqual([]);
});

test('nothing to learn from gives an extractor that finds nothing', () => {
  expect(AttributeExtractor.learn([]).extract('Zuma Running Shoe', '')).toEqual([]);
});

describe('kept in a folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isthmus-attributes-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('what is read back finds the same', async () => {
    await saveAttributes(folder, learnt, { examples: 30, learntAt: 0 });
    const again = await loadAttributes(folder);
    expect(again?.version).toBe(learnt.version);
    for (const { text } of titles(['Harrow', 'Pine'])) {
      expect(again?.extract(text, 'Shoes')).toEqual(learnt.extract(text, 'Shoes'));
    }
  });

  test('an empty folder holds nothing', async () => {
    expect(await loadAttributes(folder)).toBeNull();
  });

  test('a file that was changed is refused', async () => {
    await saveAttributes(folder, learnt, { examples: 30, learntAt: 0 });
    const path = join(folder, 'attributes.json');
    await writeFile(path, (await readFile(path, 'utf8')).replace('Brand', 'Grand'));
    await expect(loadAttributes(folder)).rejects.toThrow(/is damaged.*--learn/);
  });
});

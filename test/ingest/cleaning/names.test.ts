import fc from 'fast-check';
import { readableLabel } from '../../../src/ingest/cleaning/readable-label.js';
import { entityId, slug } from '../../../src/ingest/cleaning/slug.js';
import { attributeName } from '../../../src/ingest/columns/attribute-name.js';
import { editDistance, nearestName } from '../../../src/ingest/nearest-name.js';

describe('slug', () => {
  test.each([
    ['Denis Villeneuve', 'denis-villeneuve'],
    ["Children's", 'childrens'],
    ['Science  fiction / Fantasy', 'science-fiction-fantasy'],
    ['宫崎骏', '宫崎骏'],
    ['Ｊａｐａｎ', 'japan'],
    ['नमस्ते', 'नमस्ते'],
    ['C++', 'c++'],
    ['C#', 'c#'],
  ])('of %j is %j', (label, expected) => {
    expect(slug(label)).toBe(expected);
  });

  test('tells labels of signs alone apart', () => {
    expect(entityId('person', '!!!')).not.toBe(entityId('person', '???'));
    expect(slug('!!!')).toMatch(/^x[0-9a-f]{12}$/);
  });
});

describe('readableLabel', () => {
  test.each([
    ['dbr:Bruce_Feirstein', 'Bruce Feirstein'],
    ['http://dbpedia.org/resource/%C3%89mile_Zola', 'Émile Zola'],
    ['tag:30', '30'],
    ['100%', '100%'],
    ['plain', 'plain'],
  ])('of %j is %j', (id, label) => {
    expect(readableLabel(id)).toBe(label);
  });

  test('is never empty', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (id) => {
        expect(readableLabel(id)).not.toBe('');
      }),
    );
  });
});

describe('attributeName', () => {
  test.each([
    ['price', 'price'],
    ['Release Date', 'releaseDate'],
    ['RATING', 'rating'],
    ['user-score', 'userScore'],
    ['导演', null],
    ['2nd', null],
  ])('of %j is %j', (column, name) => {
    expect(attributeName(column)).toBe(name);
  });
});

describe('nearestName', () => {
  test.each([
    ['user_id', ['item', 'user', 'kind'], 'user'],
    ['tilte', ['title', 'domain'], 'title'],
    ['negatives', ['entities', 'items'], null],
    ['xyz', ['title', 'domain'], null],
  ])('of %j among %j is %j', (wrong, known, nearest) => {
    expect(nearestName(wrong, known)).toBe(nearest);
  });

  test('measures the same distance in both directions', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
      }),
    );
  });
});

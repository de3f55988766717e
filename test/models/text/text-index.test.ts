import { TextIndex } from '../../../src/models/text/text-index.js';

function indexOf(...documents: readonly (readonly [string, string])[]): TextIndex {
  const index = new TextIndex();
  for (const [n, [title, description]] of documents.entries()) {
    index.set(n, [
      { text: title, weight: 3 },
      { text: description, weight: 1 },
    ]);
  }
  return index;
}

const LIBRARY = indexOf(
  ['Dune', 'A desert planet and its spice.'],
  ['Arrival', 'A linguist meets visitors; unlike Dune it stays on Earth.'],
  ['三体', '刘慈欣的科幻小说，讲述地球与三体文明。'],
  ['The Wandering Earth', 'People move the Earth.'],
);

describe('full-text search', () => {
  const found = (query: string, limit = 10): number[] => LIBRARY.search(query, limit).map((hit) => hit.document);

  test('puts a word in the title above the same word in the description', () => {
    expect(found('dune')).toEqual([0, 1]);
  });

  test('finds words while the last one is still being typed', () => {
    expect(found('wand')).toEqual([3]);
    expect(found('w')).toEqual([]);
  });

  test('finds Chinese by a part of a phrase', () => {
    expect(found('科幻')).toEqual([2]);
    expect(found('三体文明')).toEqual([2]);
  });

  test('finds nothing for words that nobody wrote, and nothing in an empty index', () => {
    expect(found('zebra')).toEqual([]);
    expect(found('')).toEqual([]);
    expect(new TextIndex().search('dune', 5)).toEqual([]);
  });

  test('gives no more than asked for, and equal hits by number', () => {
    const twins = indexOf(['Echo', 'same'], ['Echo', 'same'], ['Echo', 'same']);
    expect(twins.search('echo', 2).map((hit) => hit.document)).toEqual([0, 1]);
  });

  test('forgets what a document said before and documents that are gone', () => {
    const index = indexOf(['Alpha', ''], ['Beta', '']);
    index.set(0, [{ text: 'Gamma', weight: 1 }]);
    expect(index.search('alpha', 5)).toEqual([]);
    expect(index.search('gam', 5)).toHaveLength(1);
    index.remove(0);
    index.remove(0);
    index.remove(77);
    expect(index.search('gamma', 5)).toEqual([]);
    expect(index.size).toBe(1);
  });
});

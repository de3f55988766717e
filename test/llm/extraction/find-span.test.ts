import { findSpan } from '../../../src/llm/extraction/find-span.js';

const found = (text: string, words: string) => {
  const span = findSpan(text, words);
  return span === null ? null : text.slice(span.start, span.end);
};

test.each([
  ['It was directed by Denis Villeneuve.', 'Denis Villeneuve', 'Denis Villeneuve'],
  ['by Denis\n  Villeneuve in 2016', 'Denis Villeneuve', 'Denis\n  Villeneuve'],
  ['由丹尼斯·维伦纽瓦执导', '丹尼斯·维伦纽瓦', '丹尼斯·维伦纽瓦'],
  ['The Annual report of Ann Lee', 'Ann', 'Ann'],
  ['C++ (2nd edition)', 'C++ (2nd', 'C++ (2nd'],
])('in "%s" there stands "%s"', (text, words, expected) => {
  expect(found(text, words)).toBe(expected);
});

test('whole words are found behind parts of words', () => {
  expect(findSpan('Annual Ann', 'Ann')).toEqual({ start: 7, end: 10 });
});

test.each([
  ['The Annual report', 'Ann'],
  ['Björk', 'Bj'],
  ['denis villeneuve', 'Denis Villeneuve'],
  ['Denis. Villeneuve', 'Denis Villeneuve'],
  ['anything', '  '],
  ['𝒜nn', 'nn'],
])('in "%s" there does not stand "%s"', (text, words) => {
  expect(findSpan(text, words)).toBeNull();
});

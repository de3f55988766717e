import fc from 'fast-check';
import { cleanText } from '../../../src/ingest/cleaning/clean-text.js';

describe('cleanText', () => {
  test.each([
    ['  Dune \n', 'Dune'],
    ['Ame\u0301lie', 'Amélie'],
    ['\uFEFFDune\u200B', 'Dune'],
    ['a\u0000b', 'ab'],
    ['\u3000千と千尋\u00A0', '千と千尋'],
  ])('%j becomes %j', (given, cleaned) => {
    expect(cleanText(given)).toBe(cleaned);
  });

  test('keeps the joiners of emoji and of Persian words', () => {
    expect(cleanText('👩‍🚀 می‌خواهم')).toBe('👩‍🚀 می‌خواهم');
  });

  test('changes nothing that it has cleaned', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(cleanText(cleanText(text))).toBe(cleanText(text));
      }),
    );
  });
});

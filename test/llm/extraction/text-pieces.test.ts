import fc from 'fast-check';
import { shownText } from '../../../src/llm/extraction/shown-text.js';
import { textPieces } from '../../../src/llm/extraction/text-pieces.js';

const options = { maxLength: 200, overlapLength: 60 };
const sentence = fc.oneof(
  fc.lorem({ mode: 'sentences', maxCount: 1 }).map((text) => `${text} `),
  fc
    .array(fc.constantFrom(...'他在巴黎导演了一部电影降临'), { minLength: 3, maxLength: 40 })
    .map((signs) => `${signs.join('')}。`),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.constant('x'.repeat(500)),
);
const text = fc.array(sentence, { maxLength: 30 }).map((parts) => parts.join(''));

test('pieces cover the text, none is too long, and each goes on where the one before ends or earlier', () => {
  fc.assert(
    fc.property(text, (whole) => {
      const pieces = textPieces(whole, options);
      if (whole.trim() === '') return expect(pieces).toEqual([]);
      expect(whole.slice(0, pieces[0].start).trim()).toBe('');
      expect(whole.slice(pieces[pieces.length - 1].end).trim()).toBe('');
      for (const [k, { start, end }] of pieces.entries()) {
        expect(end - start).toBeLessThanOrEqual(options.maxLength);
        expect(end).toBeGreaterThan(start);
        if (k === 0) continue;
        expect(start).toBeGreaterThan(pieces[k - 1].start);
        expect(whole.slice(pieces[k - 1].end, Math.max(start, pieces[k - 1].end)).trim()).toBe('');
      }
    }),
  );
});

test('a piece begins with the sentences before its cut, in English and in Chinese', () => {
  for (const one of ['The film was shot in Paris. ', '这部电影在巴黎拍摄完成。']) {
    const whole = Array.from({ length: 40 }, () => one).join('');
    const pieces = textPieces(whole, options);
    expect(pieces.length).toBeGreaterThan(2);
    for (const [k, { start, end }] of pieces.entries()) {
      expect(start % one.length).toBe(0);
      expect(end % one.length).toBe(0);
      if (k > 0) expect(pieces[k - 1].end - start).toBeGreaterThan(0);
    }
  }
});

test('a pair of surrogates is never cut', () => {
  const whole = `x${'😀'.repeat(500)}`;
  for (const { start, end } of textPieces(whole, { maxLength: 201, overlapLength: 60 })) {
    expect(shownText(whole.slice(start, end))).toBe(whole.slice(start, end));
  }
});

test('five megabytes are cut within seconds', () => {
  const startedMs = performance.now();
  expect(
    textPieces('A sentence of some words. '.repeat(200_000), { maxLength: 6_000, overlapLength: 600 }).length,
  ).toBeGreaterThan(800);
  expect(performance.now() - startedMs).toBeLessThan(10_000);
});

test('what is invisible becomes blanks, and every sign keeps its place', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (whole) => {
      const shown = shownText(whole);
      expect(shown).toHaveLength(whole.length);
      expect(shown).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}]/u);
    }),
  );
  expect(shownText('Denis\u202e\ud800Villeneuve\u{e0041}!')).toBe('Denis  Villeneuve  !');
});

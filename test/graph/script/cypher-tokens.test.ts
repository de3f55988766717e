import fc from 'fast-check';
import { cypherTokens, nameOf } from '../../../src/graph/script/cypher-tokens.js';

const texts = (source: string) => cypherTokens(source).tokens.map(({ text }) => text);

test('strings, quoted names, parameters and comments are one piece or none', () => {
  expect(texts("MATCH (`a;b` {x: 'it\\'s; -- \\\\'}) // c; 'd\nRETURN $p1 /* \"e;\" */ + 1.5")).toEqual([
    'MATCH',
    '(',
    '`a;b`',
    '{',
    'x',
    ':',
    "'it\\'s; -- \\\\'",
    '}',
    ')',
    'RETURN',
    '$p1',
    '+',
    '1.5',
  ]);
});

test('a range is two numbers, not a broken one', () => {
  expect(texts('[*1..3]')).toEqual(['[', '*', '1', '.', '.', '3', ']']);
});

test.each([
  ["RETURN 'a", 7],
  ["RETURN 'a\\'", 7],
  ["RETURN 'a\\\\'", null],
  ['RETURN "', 7],
  ['RETURN `a``', 7],
  ['RETURN `a```', null],
  ['RETURN 1 /* a', 9],
  ['RETURN 1 /*/', 9],
  ['RETURN 1 /**/', null],
  ['RETURN 1 // a', null],
])('what is never closed in %j begins at %j', (source, expected) => {
  expect(cypherTokens(source).unclosedAt).toBe(expected);
});

test('names are given without their quotes', () => {
  expect(cypherTokens('`a``b` $`c d` $e f').tokens.map(nameOf)).toEqual(['a`b', 'c d', 'e', 'f']);
});

test('every character is in a token or between tokens, in order', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'aZ0 \n;\'"`\\/*$.({降😀') }), (source) => {
      let at = 0;
      for (const token of cypherTokens(source).tokens) {
        expect(token.start).toBeGreaterThanOrEqual(at);
        expect(source.slice(token.start, token.end)).toBe(token.text);
        at = token.end;
      }
      expect(at).toBeLessThanOrEqual(source.length);
    }),
  );
});

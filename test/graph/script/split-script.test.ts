import fc from 'fast-check';
import { scriptParts, splitScript } from '../../../src/graph/script/split-script.js';

test('semicolons end statements, except in strings, comments and quoted names', () => {
  const source = "// first; not\nRETURN ';' AS `a;b`; /* ; */\n\nMATCH (n) // ;\nRETURN n;;\nRETURN 3";
  expect(scriptParts(source).map(({ text, start }) => [text, source.slice(0, start).split('\n').length])).toEqual([
    ["RETURN ';' AS `a;b`", 2],
    ['MATCH (n) // ;\nRETURN n', 4],
    ['RETURN 3', 6],
  ]);
});

test('a line that begins with a colon is a command, with or without a semicolon', () => {
  const source = ':param limit => 10;\n  :params\nMATCH (n\n:Item) RETURN n;\n:exit';
  expect(scriptParts(source).map(({ kind, text }) => [kind, text])).toEqual([
    ['command', ':param limit => 10'],
    ['command', ':params'],
    ['statement', 'MATCH (n\n:Item) RETURN n'],
    ['command', ':exit'],
  ]);
});

test('a statement without a semicolon is unfinished, which a file forgives', () => {
  expect(splitScript('RETURN 1;\n RETURN 2').unfinishedAt).toBe(11);
  expect(splitScript('RETURN 1; // done').unfinishedAt).toBeNull();
  expect(scriptParts('RETURN 1;\n RETURN 2\n').map(({ text }) => text)).toEqual(['RETURN 1', 'RETURN 2']);
});

test('nothing but comments is no statement', () => {
  expect(scriptParts(' // a\n/* b; */ ;;')).toEqual([]);
});

test('statements joined by semicolons come apart again', () => {
  const statement = fc.constantFrom(
    "RETURN ';'",
    'MATCH (n) RETURN n',
    'RETURN "//"',
    'RETURN `;` // ;\n',
    'RETURN /*;*/ 1',
  );
  fc.assert(
    fc.property(fc.array(statement), (statements) => {
      expect(scriptParts(statements.join(';\n')).map(({ text }) => text)).toEqual(
        statements.map((text) => (text.includes('// ;') ? 'RETURN `;` // ;' : text)),
      );
    }),
  );
});

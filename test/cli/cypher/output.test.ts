import fc from 'fast-check';
import type { CliContext } from '../../../src/cli/cli-context.js';
import { createPrinter } from '../../../src/cli/cypher/output/create-printer.js';
import { displayWidth } from '../../../src/cli/cypher/output/display-width.js';
import { fittedText } from '../../../src/cli/cypher/output/fitted-text.js';
import { valueText } from '../../../src/cli/cypher/output/value-text.js';
import type { CypherValue } from '../../../src/graph/cypher-runner.js';

/** Prints rows in a format and gives what was printed. */
async function printed(
  format: 'table' | 'json' | 'csv',
  columns: readonly string[],
  rows: readonly (readonly CypherValue[])[],
  terminalColumns?: number,
): Promise<string> {
  let text = '';
  const stdout = {
    write: (part: string) => {
      text += part;
    },
    ...(terminalColumns === undefined ? {} : { isTTY: true, columns: terminalColumns }),
  };
  const context = { stdout, stderr: { write: () => undefined } } as unknown as CliContext;
  const printer = createPrinter(format, context);
  for (let first = 0; first < rows.length; first += 700) await printer.rows(columns, rows.slice(first, first + 700));
  const changes = {
    nodesCreated: 0,
    nodesDeleted: 0,
    relationshipsCreated: 0,
    relationshipsDeleted: 0,
    propertiesSet: 0,
  };
  await printer.end({ columns, rowCount: rows.length, plan: null, ...changes });
  await printer.close();
  return text;
}

test('a table is narrowed to its terminal, widest columns first', async () => {
  const row = ['a'.repeat(50), 'short', 123456, '宽'.repeat(20)];
  const lines = (await printed('table', ['long', 'text', 'n', 'wide'], [row], 40)).split('\n');
  expect(lines[1]).toBe('aaaaaaaaaa…  short  123456  宽宽宽宽宽…');
  expect(lines.every((line) => displayWidth(line) <= 40)).toBe(true);
});

test('what is no terminal gets everything, however late a wide row comes', async () => {
  const rows = Array.from({ length: 2_500 }, (_, at) => [at === 2_400 ? 'x'.repeat(300) : 'x', at]);
  const lines = (await printed('table', ['text', 'n'], rows)).trimEnd().split('\n');
  expect(lines).toHaveLength(2_501);
  expect(lines[0]).toBe('text     n');
  expect(lines[2_401]).toBe(`${'x'.repeat(300)}  2400`);
});

test('control characters of the data do not reach the terminal', () => {
  expect(valueText('a\u001b[31mb\nc')).toBe('a [31mb c');
  expect(valueText(['a\u001b[31mb'])).toBe("['a [31mb']");
});

test('values read as in Cypher; a map that looks like a node is a map', () => {
  const node = { type: 'node', labels: ['A', 'B'], properties: { id: "it's" } };
  expect(valueText(node)).toBe("(:A:B {id: 'it\\'s'})");
  expect(valueText({ type: 'path', parts: [node, { type: 'relationship', name: 'R', properties: {} }, node] })).toBe(
    "(:A:B 'it\\'s')-[:R]-(:A:B 'it\\'s')",
  );
  expect(valueText({ type: 'node' })).toBe("{type: 'node'}");
  expect(valueText([1n, null, 1.5, true])).toBe('[1, null, 1.5, true]');
});

test('a fitted text takes exactly its cells', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'é', '宽', '😀', ' ') }),
      fc.integer({ min: 2, max: 30 }),
      (text, width) => {
        for (const alignment of ['left', 'right'] as const) {
          const fitted = fittedText(text, width, alignment);
          expect(displayWidth(fitted)).toBe(width);
          if (displayWidth(text) <= width) expect(fitted.trim()).toBe(text.trim());
        }
      },
    ),
  );
});

test('JSON and CSV of many rows are whole', async () => {
  const rows = Array.from({ length: 2_500 }, (_, at) => [at, `text ${at}`]);
  expect(JSON.parse(await printed('json', ['n', 't'], rows))[0].rows.map((row: { n: number }) => row.n)).toEqual(
    rows.map(([n]) => n),
  );
  expect((await printed('csv', ['n', 't'], rows)).trimEnd().split('\n')).toHaveLength(2_501);
});

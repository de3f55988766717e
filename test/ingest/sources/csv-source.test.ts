import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvCell } from '../../../src/ingest/export/tables/csv-file.js';
import { CsvSource } from '../../../src/ingest/sources/csv-source.js';
import type { SourceRow } from '../../../src/ingest/sources/source-row.js';
import { dataFolder } from '../ingest-world.js';

async function rowsOf(content: string | Uint8Array): Promise<SourceRow[]> {
  const folder = await dataFolder({ 'items.csv': content });
  const rows: SourceRow[] = [];
  const source = new CsvSource(join(folder, 'items.csv'), ',');
  const options = { meaningOf: (column: string) => column, cleanText: (text: string) => text, onBytes: () => {} };
  for await (const batch of source.rows(options)) rows.push(...batch);
  await rm(folder, { recursive: true });
  return rows;
}

function cellsOf(row: SourceRow): Record<string, unknown> {
  return row.type === 'row' ? Object.fromEntries(row.cells) : { broken: row.reason };
}

describe('CSV source', () => {
  test('reads a byte order mark, Windows line ends and a last line without line feed', async () => {
    const rows = await rowsOf('\uFEFFid,title\r\n1,Dune\r\n2,"a ""b"", c"\r\n3,"two\r\nlines"');
    expect(rows.map((row) => row.line)).toEqual([2, 3, 4]);
    expect(rows.map(cellsOf)).toEqual([
      { id: '1', title: 'Dune' },
      { id: '2', title: 'a "b", c' },
      { id: '3', title: 'two\r\nlines' },
    ]);
  });

  test('leaves out empty cells and blank lines, and counts blank lines', async () => {
    const rows = await rowsOf('id,title\n\n1,\n\n2,x\n');
    expect(rows.map((row) => [row.line, cellsOf(row)])).toEqual([
      [3, { id: '1' }],
      [5, { id: '2', title: 'x' }],
    ]);
  });

  test('finds a column that is called like a property of every object only where the file has it', async () => {
    const [row] = await rowsOf('id,constructor\n1,\n');
    expect(row.type === 'row' && row.cells.get('constructor')).toBeUndefined();
  });

  test('reads what csv-parse reads, whatever the cells hold', async () => {
    const cell = fc.oneof(fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', ' ', '雪', 'é') }), fc.string());
    const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const text = [
          'a,b,c',
          ...rows.map((row) => `x${row.map((value) => csvCell(value.replaceAll('\r', ''))).join(',')}`.slice(1)),
        ].join('\n');
        const expected: string[][] = parse(text, { record_delimiter: '\n', relax_column_count: true }).slice(1);
        const filled = expected.map(([a, b, c]) =>
          Object.fromEntries(Object.entries({ a, b, c }).filter(([, v]) => v !== '')),
        );
        expect((await rowsOf(text)).map(cellsOf)).toEqual(filled);
      }),
      { numRuns: 60 },
    );
  });

  test('gives every line the same rows however the file falls into pieces', async () => {
    const long = 'y'.repeat(70_000);
    const lines = Array.from({ length: 40 }, (_, n) => `${n},${n % 3 === 0 ? `"${long}\n${n}"` : `雪${long}`}`);
    const rows = await rowsOf(`id,title\n${lines.join('\n')}\n`);
    expect(rows.map((row) => cellsOf(row).id)).toEqual(lines.map((_, n) => String(n)));
  });

  test('one broken line among many costs one row, wherever it stands', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(49), fc.constantFrom('x,"open', 'x,y"z"', 'x', 'x,y,z', '"a"b,c'), async (at, broken) => {
        const lines = Array.from({ length: 50 }, (_, n) => (n === at ? broken : `${n},"title, ${n}"`));
        const rows = await rowsOf(`id,title\n${lines.join('\n')}\n`);
        expect(rows.filter((row) => row.type === 'broken').map((row) => row.line)).toEqual([at + 2]);
        expect(rows).toHaveLength(50);
      }),
      { numRuns: 40 },
    );
  });
});

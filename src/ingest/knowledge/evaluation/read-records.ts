import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { IsthmusError } from '../../../domain/errors.js';
import { cleanText } from '../../cleaning/clean-text.js';
import { CsvSource } from '../../sources/csv-source.js';
import type { Cells } from '../../sources/source-row.js';
import { isBinary } from '../text/is-binary.js';

/** The rows of a CSV file; a row that cannot be read, or a column that is missing, is an error. */
export async function* csvRows(path: string, columns: readonly string[]): AsyncGenerator<Cells> {
  const source = new CsvSource(path, ',');
  const header = await source.columns();
  const missing = columns.filter((column) => !header.includes(column));
  if (missing.length > 0) throw invalid(path, `lacks the column ${missing.join(' and ')}`);
  const options = { meaningOf: (column: string) => column, cleanText, onBytes: () => undefined };
  for await (const rows of source.rows(options)) {
    for (const row of rows) {
      if (row.type === 'broken') throw invalid(path, `cannot be read at line ${row.line}: ${row.reason}`);
      yield row.cells;
    }
  }
}

/** A text cell; empty when the row has none. */
export function textCell(cells: Cells, column: string): string {
  const cell = cells.get(column);
  return typeof cell === 'string' ? cell : cell === undefined ? '' : String(cell);
}

/** The lines of a text file; what is no file, or no text in UTF-8, is an error. */
export async function textLines(path: string): Promise<string[]> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    throw invalid(path, 'cannot be read: it is no file, or it may not be opened', cause);
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw invalid(path, 'is not a text in UTF-8; save it as UTF-8', cause);
  }
  if (isBinary(text)) throw invalid(path, 'is not a text: it holds binary data');
  return text.split(/\r?\n/);
}

export function invalid(path: string, problem: string, cause?: unknown): IsthmusError {
  return new IsthmusError('INGEST_SOURCE_INVALID', `${basename(path)} ${problem}.`, { cause });
}

import { basename } from 'node:path';
import { IsthmusError } from '../../domain/errors.js';
import { cellsOfObject, UnreadableValue } from './json-cells.js';
import { type Line, readLines } from './lines.js';
import { excerpt, type RowSource, type SourceOptions, type SourceRow } from './source-row.js';

/** A file with one JSON object a line. */
export class JsonlSource implements RowSource {
  constructor(private readonly path: string) {}

  /** Rows name their own columns; this only makes sure that there is a row. */
  async columns(): Promise<null> {
    for await (const lines of readLines(this.path, () => {})) {
      if (lines.some((line) => line.type === 'broken' || line.text.trim() !== '')) return null;
    }
    throw new IsthmusError(
      'INGEST_SOURCE_INVALID',
      `${basename(this.path)} is empty. It has to hold one JSON object a line.`,
    );
  }

  async *rows(options: SourceOptions): AsyncGenerator<SourceRow[]> {
    for await (const lines of readLines(this.path, options.onBytes)) {
      yield lines
        .filter((line) => line.type === 'broken' || line.text.trim() !== '')
        .map((line) => toRow(line, options));
    }
  }
}

function toRow(line: Line, options: SourceOptions): SourceRow {
  if (line.type === 'broken') return { type: 'broken', line: line.number, reason: line.reason, raw: line.raw };
  const broken = (reason: string): SourceRow => ({
    type: 'broken',
    line: line.number,
    reason,
    raw: excerpt(line.text),
  });
  try {
    const value: unknown = JSON.parse(line.text.startsWith('\uFEFF') ? line.text.slice(1) : line.text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return broken('The line is not a JSON object.');
    }
    return { type: 'row', line: line.number, cells: cellsOfObject(value, options), characters: line.text.length };
  } catch (error) {
    if (error instanceof SyntaxError) return broken('The line is not valid JSON.');
    if (error instanceof UnreadableValue) return broken(error.message);
    throw error;
  }
}

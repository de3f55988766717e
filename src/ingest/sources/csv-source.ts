import { basename } from 'node:path';
import { IsthmusError } from '../../domain/errors.js';
import { type ParsedRecord, parseRecord } from './csv-record.js';
import { CsvRecords } from './csv-records.js';
import { type Line, readLines } from './lines.js';
import { Header, ListedCells } from './listed-cells.js';
import { excerpt, type RowSource, type SourceOptions, type SourceRow } from './source-row.js';

const BYTE_ORDER_MARK = '\uFEFF';

/** A CSV file with a header line. */
export class CsvSource implements RowSource {
  constructor(
    private readonly path: string,
    private readonly delimiter: string,
  ) {}

  async columns(): Promise<readonly string[]> {
    const header = await this.header();
    const empty = header.indexOf('');
    if (empty !== -1) throw this.invalid(`column ${empty + 1} has no name in the header`);
    const twice = header.find((name, index) => header.indexOf(name) !== index);
    if (twice !== undefined) throw this.invalid(`the header has the column "${twice}" twice`);
    return header;
  }

  async *rows({ meaningOf, cleanText, onBytes }: SourceOptions): AsyncGenerator<SourceRow[]> {
    const header = new Header((await this.columns()).map(meaningOf));
    const records = new CsvRecords(this.delimiter);
    let isHeaderRead = false;
    const toRows = (parsed: ParsedRecord[]) => {
      const rows = isHeaderRead ? parsed : parsed.slice(1);
      if (parsed.length > 0) isHeaderRead = true;
      return rows.map((record) => toRow(record, header, cleanText));
    };
    for await (const lines of readLines(this.path, onBytes)) yield toRows(records.take(lines));
    yield toRows(records.finish());
  }

  private async header(): Promise<string[]> {
    for await (const lines of readLines(this.path, () => {})) {
      const first = lines.find((line) => line.type === 'broken' || withoutMark(line.text).trim() !== '');
      if (first === undefined) continue;
      return this.parseHeader(first);
    }
    throw new IsthmusError(
      'INGEST_SOURCE_INVALID',
      `${basename(this.path)} is empty. Its first line has to name the columns.`,
    );
  }

  private parseHeader(line: Line): string[] {
    if (line.type === 'broken') throw this.invalid(`the header cannot be read: ${line.reason}`);
    const record = parseRecord({ line: line.number, text: withoutMark(line.text).trim() }, this.delimiter);
    if (record.type === 'broken') throw this.invalid(`the header cannot be read: ${record.reason}`);
    return record.cells.map((name) => name.normalize('NFC').trim());
  }

  private invalid(problem: string): IsthmusError {
    return new IsthmusError('INGEST_SOURCE_INVALID', `${basename(this.path)}: ${problem}`);
  }
}

function withoutMark(text: string): string {
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
}

function toRow(record: ParsedRecord, header: Header, cleanText: (text: string) => string): SourceRow {
  const { line } = record;
  if (record.type === 'broken') return { type: 'broken', line, reason: record.reason, raw: excerpt(record.text) };
  if (record.cells.length !== header.columns.length) {
    const reason = `The line has ${count(record.cells.length, 'cell')}, the header names ${count(header.columns.length, 'column')}.`;
    return { type: 'broken', line, reason, raw: excerpt(record.text) };
  }
  const cells = new ListedCells(header, record.cells.map(cleanText));
  return { type: 'row', line, cells, characters: record.text.length };
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

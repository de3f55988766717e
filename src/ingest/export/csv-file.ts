import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

/** A value as a cell; null and undefined leave it empty. */
export type CellValue = string | number | boolean | null | undefined;

/** Writes one CSV file row by row; memory does not grow with it. */
export class CsvFile {
  private rows = 0;

  private constructor(
    private readonly stream: WriteStream,
    private readonly columns: readonly string[],
  ) {}

  /** Creates the file with its header. */
  static async create(path: string, columns: readonly string[]): Promise<CsvFile> {
    const stream = createWriteStream(path, { mode: 0o600 });
    await once(stream, 'open');
    const file = new CsvFile(stream, columns);
    await file.writeLine(columns);
    return file;
  }

  /** How many rows were written, the header left out. */
  get rowCount(): number {
    return this.rows;
  }

  /** Writes a row; columns without a value stay empty. */
  async write(row: Readonly<Record<string, CellValue>>): Promise<void> {
    this.rows += 1;
    await this.writeLine(this.columns.map((column) => (Object.hasOwn(row, column) ? row[column] : null)));
  }

  async close(): Promise<void> {
    this.stream.end();
    await finished(this.stream);
  }

  private async writeLine(cells: readonly CellValue[]): Promise<void> {
    if (!this.stream.write(`${cells.map(csvCell).join(',')}\n`)) await once(this.stream, 'drain');
  }
}

/** A cell by RFC 4180: quoted when it holds a comma, a quote, a line end or spaces at its ends. */
export function csvCell(value: CellValue): string {
  const text = value === null || value === undefined ? '' : String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

import { TextFile } from '../text-file.js';
import type { CellValue, CreateTableFile, TableFile, TableRow } from './table-file.js';

/** Creates CSV files by RFC 4180 whose lists are joined by the separator. */
export function csvFiles(listSeparator: string): CreateTableFile {
  return async (path, columns) => {
    const file = await TextFile.create(path);
    const names = columns.map((column) => column.name);
    await file.write(lineOf(names, listSeparator));
    return new CsvFile(file, names, listSeparator);
  };
}

class CsvFile implements TableFile {
  constructor(
    private readonly file: TextFile,
    private readonly columns: readonly string[],
    private readonly listSeparator: string,
  ) {}

  write(row: TableRow): Promise<void> {
    const cells = this.columns.map((column) => (Object.hasOwn(row, column) ? row[column] : null));
    return this.file.write(lineOf(cells, this.listSeparator));
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

function lineOf(cells: readonly CellValue[], listSeparator: string): string {
  return `${cells.map((cell) => csvCell(textOf(cell, listSeparator))).join(',')}\n`;
}

function textOf(value: CellValue, listSeparator: string): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? value.join(listSeparator) : String(value);
}

/** A cell by RFC 4180: quoted when it holds a comma, a quote, a line end or spaces at its ends. */
export function csvCell(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

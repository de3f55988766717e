import Table from 'cli-table3';
import type { Output } from '../cli-context.js';

const NO_FRAME = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

/** A column of a table; numbers stand to the right. */
interface TableColumn {
  readonly name: string;
  readonly isNumber?: boolean;
}

/** Prints rows under their column names, without frames, so that they can be cut and searched. */
export function printTable(
  output: Output,
  columns: readonly TableColumn[],
  rows: readonly (readonly (string | number)[])[],
): void {
  const table = new Table({
    head: columns.map((column) => column.name),
    colAligns: columns.map((column) => (column.isNumber === true ? 'right' : 'left')),
    chars: NO_FRAME,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
  });
  for (const row of rows) {
    table.push(row.map((cell) => (typeof cell === 'number' ? cell.toLocaleString('en-US') : oneLine(cell))));
  }
  output.write(`${table.toString().replaceAll(/[ ]+$/gm, '')}\n`);
}

/** Prints one JSON value. */
export function printJson(output: Output, value: unknown): void {
  output.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** Prints one line. */
export function printLine(output: Output, text: string): void {
  output.write(`${text}\n`);
}

/** Titles come from data: line ends and terminal control characters in them must not reach the terminal. */
export function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing control characters is the point.
  return text.replaceAll(/[\u0000-\u001F\u007F-\u009F]+/g, ' ');
}

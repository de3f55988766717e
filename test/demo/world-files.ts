import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** The demo world as it lies in the repository. */
export const WORLD_FOLDER = join(process.cwd(), 'demo/world');

export type Row = Readonly<Record<string, string>>;

/** The rows of one file of the demo world. */
export function rowsOf(file: string): Row[] {
  return parse(readFileSync(join(WORLD_FOLDER, file)), { columns: true });
}

/** The rows of all files of a kind, such as `items.*.csv`. */
export function rowsOfKind(kind: string): Row[] {
  return readdirSync(WORLD_FOLDER)
    .filter((file) => file.startsWith(`${kind}.`))
    .sort()
    .flatMap((file) => rowsOf(file));
}

/** The values of a cell that holds several. */
export function listOf(cell: string | undefined): string[] {
  return (cell ?? '').split('|').filter((value) => value !== '');
}

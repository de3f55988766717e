/** A cell as a file gives it: CSV cells are texts, JSONL and Parquet cells may have other types. */
export type Cell = string | number | boolean | readonly string[];

/** The cells of one row by column; empty cells have no entry. */
export interface Cells extends Iterable<readonly [column: string, cell: Cell]> {
  get(column: string): Cell | undefined;
}

/** A row that could be read, or a place in the file that could not. `line` counts from 1; Parquet counts rows. */
export type SourceRow =
  | { readonly type: 'row'; readonly line: number; readonly cells: Cells; readonly characters: number }
  | { readonly type: 'broken'; readonly line: number; readonly reason: string; readonly raw: string };

/** What every reader of a file format needs to know. */
export interface SourceOptions {
  /** The name that a column of the file means. */
  readonly meaningOf: (column: string) => string;
  /** Cleans every text on its way in. */
  readonly cleanText: (text: string) => string;
  /** Called with the bytes that were read since the last call. */
  readonly onBytes: (bytes: number) => void;
}

/** A file that can be read once, from its beginning, in pieces that fit in memory. */
export interface RowSource {
  /** Names of the columns, or null when rows name their own (JSONL). Throws INGEST_SOURCE_INVALID when there is nothing. */
  columns(): Promise<readonly string[] | null>;
  rows(options: SourceOptions): AsyncIterable<readonly SourceRow[]>;
}

/** The longest row that is taken in; a longer one is rejected without being held in memory. */
export const MAX_ROW_CHARACTERS = 1024 * 1024;

/** How much of a rejected row is kept for the person who looks into it. */
export const MAX_RAW_CHARACTERS = 1000;

/** The beginning of a row that is too long to be kept whole. */
export function excerpt(text: string): string {
  return text.length <= MAX_RAW_CHARACTERS ? text : `${text.slice(0, MAX_RAW_CHARACTERS)}…`;
}

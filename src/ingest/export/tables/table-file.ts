/** A value of a table; null and undefined are no value. */
export type CellValue = string | number | boolean | readonly string[] | null | undefined;

/** What the values of a column are; a `time` is in epoch milliseconds. */
export type ColumnType = 'text' | 'number' | 'integer' | 'boolean' | 'time' | 'list';

/** One column of a table. */
export interface TableColumn {
  readonly name: string;
  readonly type: ColumnType;
}

/** A row by column name; what has no column is left out. */
export type TableRow = Readonly<Record<string, CellValue>>;

/** A data file that ingest can read, written row by row; memory does not grow with it. */
export interface TableFile {
  write(row: TableRow): Promise<void>;
  close(): Promise<void>;
}

/** Creates a data file of one format at a path. */
export type CreateTableFile = (path: string, columns: readonly TableColumn[]) => Promise<TableFile>;

/** A format of data files: its ending, and whether a file without rows can be read back. */
export interface TableFormat {
  readonly ending: string;
  readonly takesNoRows: boolean;
  /** A `create` that joins lists to one cell needs a separator that no list holds. */
  readonly create: (listSeparator: string) => CreateTableFile;
}

/** A column of texts, the type that most columns have. */
export function textColumn(name: string): TableColumn {
  return { name, type: 'text' };
}

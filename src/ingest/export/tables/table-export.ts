import type { CallOptions } from '../../../graph/knowledge-graph.js';
import type { ExportFolder } from '../export-folder.js';
import type { ExportedFile, ExportOptions } from '../export-options.js';
import type { LeftOut } from '../left-out.js';
import type { CreateTableFile, TableColumn, TableFormat, TableRow } from './table-file.js';

/** What the writers of single tables share. */
export interface TableExport {
  readonly options: ExportOptions;
  readonly folder: ExportFolder;
  readonly format: TableFormat;
  readonly createFile: CreateTableFile;
  readonly leftOut: LeftOut;
  readonly call: CallOptions;
}

/** Writes one table; gives nothing when the format cannot hold a table without rows and there are none. */
export async function writeTable(
  { options, folder, format, createFile }: TableExport,
  name: string,
  columns: readonly TableColumn[],
  rows: AsyncIterable<readonly TableRow[]>,
): Promise<ExportedFile[]> {
  const file = `${name}.${format.ending}`;
  const open = () => createFile(folder.path(file), columns);
  let table = format.takesNoRows ? await open() : null;
  let count = 0;
  try {
    for await (const page of rows) {
      if (page.length === 0) continue;
      table ??= await open();
      for (const row of page) await table.write(row);
      count += page.length;
      options.onRows?.(page.length, file);
    }
  } finally {
    await table?.close();
  }
  return table === null ? [] : [{ file, rows: count }];
}

import { csvFiles } from './csv-file.js';
import { createJsonlFile } from './jsonl-file.js';
import { createParquetFile } from './parquet-file.js';
import type { TableFormat } from './table-file.js';

/** The formats of data files that the graph can be written in. */
export const TABLE_FORMATS = {
  csv: { ending: 'csv', takesNoRows: true, create: csvFiles },
  jsonl: { ending: 'jsonl', takesNoRows: false, create: () => createJsonlFile },
  parquet: { ending: 'parquet', takesNoRows: false, create: () => createParquetFile },
} as const satisfies Record<string, TableFormat>;

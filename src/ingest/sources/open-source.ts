import { CsvSource } from './csv-source.js';
import { JsonlSource } from './jsonl-source.js';
import { ParquetSource } from './parquet-source.js';
import type { RowSource } from './source-row.js';

/** The file formats that ingest reads, by the ending of the name. */
export const FORMATS = ['csv', 'jsonl', 'parquet'] as const;
export type Format = (typeof FORMATS)[number];

/** The reader of a file's format. */
export function openSource(path: string, format: Format, delimiter: string): RowSource {
  switch (format) {
    case 'csv':
      return new CsvSource(path, delimiter);
    case 'jsonl':
      return new JsonlSource(path);
    case 'parquet':
      return new ParquetSource(path);
  }
}

import { writeFile } from 'node:fs/promises';
import type { SchemaElement } from 'hyparquet';
import { fileWriter, ParquetWriter } from 'hyparquet-writer';
import type { CellValue, ColumnType, CreateTableFile, TableColumn, TableFile, TableRow } from './table-file.js';

/** Rows that are held until they are written together; ingest holds as many when it reads them. */
const ROWS_PER_GROUP = 20_000;

/** Creates Parquet files: texts, numbers, truth values, times and lists keep their types. */
export const createParquetFile: CreateTableFile = async (path, columns) => {
  // The writer below would make a file that everybody may read.
  await writeFile(path, '', { mode: 0o600 });
  const schema = [{ name: 'root', num_children: columns.length }, ...columns.flatMap(elementsOf)];
  return new ParquetFile(new ParquetWriter({ writer: fileWriter(path), schema }), columns);
};

class ParquetFile implements TableFile {
  private rows: TableRow[] = [];

  constructor(
    private readonly writer: ParquetWriter,
    private readonly columns: readonly TableColumn[],
  ) {}

  async write(row: TableRow): Promise<void> {
    this.rows.push(row);
    if (this.rows.length >= ROWS_PER_GROUP) await this.flush();
  }

  async close(): Promise<void> {
    if (this.rows.length > 0) await this.flush();
    await this.writer.finish();
  }

  private async flush(): Promise<void> {
    const { rows } = this;
    this.rows = [];
    const columnData = this.columns.map(({ name, type }) => ({
      name,
      data: rows.map((row) => parquetValue(Object.hasOwn(row, name) ? row[name] : null, type)),
      offsetIndex: false,
    }));
    await this.writer.write({ columnData, rowGroupSize: rows.length });
  }
}

function parquetValue(value: CellValue, type: ColumnType): unknown {
  if (value === null || value === undefined) return null;
  if (type === 'integer') return BigInt(Number(value));
  if (type === 'time') return new Date(Number(value));
  return value;
}

function elementsOf({ name, type }: TableColumn): SchemaElement[] {
  const repetition_type = 'OPTIONAL';
  switch (type) {
    case 'text':
      return [{ name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type }];
    case 'number':
      return [{ name, type: 'DOUBLE', repetition_type }];
    case 'integer':
      return [{ name, type: 'INT64', repetition_type }];
    case 'boolean':
      return [{ name, type: 'BOOLEAN', repetition_type }];
    case 'time':
      return [{ name, type: 'INT64', converted_type: 'TIMESTAMP_MILLIS', repetition_type }];
    case 'list':
      // The three levels that the Parquet format prescribes for lists.
      return [
        { name, converted_type: 'LIST', num_children: 1, repetition_type },
        { name: 'list', num_children: 1, repetition_type: 'REPEATED' },
        { name: 'element', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type },
      ];
  }
}

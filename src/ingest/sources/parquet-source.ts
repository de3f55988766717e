import { basename } from 'node:path';
import {
  type AsyncBuffer,
  asyncBufferFromFile,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
} from 'hyparquet';
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import { compressors } from 'hyparquet-compressors';
import { IsthmusError } from '../../domain/errors.js';
import { cellsOfObject, UnreadableValue } from './json-cells.js';
import { excerpt, MAX_ROW_CHARACTERS, type RowSource, type SourceOptions, type SourceRow } from './source-row.js';

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Stands for a text that is not UTF-8, so that one bad cell rejects its row and not the file. */
class NotUtf8 {}
const NOT_UTF8 = new NotUtf8();

/** A Parquet file; one row group at a time is in memory. */
export class ParquetSource implements RowSource {
  constructor(private readonly path: string) {}

  async columns(): Promise<readonly string[]> {
    const { metadata } = await this.open();
    if (metadata.num_rows === 0n) throw this.invalid('is empty. It has to hold at least one row.');
    return parquetSchema(metadata).children.flatMap((column) => columnNames(column));
  }

  async *rows(options: SourceOptions): AsyncGenerator<SourceRow[]> {
    const { file, metadata } = await this.open();
    let rowStart = 0;
    for (const group of metadata.row_groups) {
      const rowEnd = rowStart + Number(group.num_rows);
      const objects = await this.readGroup(file, metadata, rowStart, rowEnd);
      const first = rowStart + 1;
      yield objects.map((object, index) => toRow(object, first + index, options));
      options.onBytes(Math.round((file.byteLength * Number(group.num_rows)) / Number(metadata.num_rows)));
      rowStart = rowEnd;
    }
  }

  private async open(): Promise<{ file: AsyncBuffer; metadata: FileMetaData }> {
    const file = await asyncBufferFromFile(this.path);
    if (file.byteLength === 0) throw this.invalid('is empty.');
    try {
      return { file, metadata: await parquetMetadataAsync(file) };
    } catch (cause) {
      throw this.invalid('is not a readable Parquet file. Write it again, or convert it to CSV or JSONL.', cause);
    }
  }

  private async readGroup(file: AsyncBuffer, metadata: FileMetaData, rowStart: number, rowEnd: number) {
    try {
      return await parquetReadObjects({
        file,
        metadata,
        rowStart,
        rowEnd,
        compressors,
        parsers: { ...DEFAULT_PARSERS, stringFromBytes: decodeText },
      });
    } catch (cause) {
      throw this.invalid(`is damaged between row ${rowStart + 1} and row ${rowEnd}.`, cause);
    }
  }

  private invalid(problem: string, cause?: unknown): IsthmusError {
    return new IsthmusError('INGEST_SOURCE_INVALID', `${basename(this.path)} ${problem}`, { cause });
  }
}

interface SchemaColumn {
  readonly element: {
    readonly name: string;
    readonly converted_type?: string;
    readonly logical_type?: { readonly type: string };
  };
  readonly children: readonly SchemaColumn[];
}

/** Structs become columns with a dot; lists are one column. */
function columnNames(column: SchemaColumn): string[] {
  const { name, converted_type, logical_type } = column.element;
  const isList = converted_type === 'LIST' || logical_type?.type === 'LIST';
  if (column.children.length === 0 || isList) return [name];
  return column.children.map((child) => `${name}.${child.element.name}`);
}

function decodeText(bytes: Uint8Array | undefined): string | NotUtf8 | undefined {
  if (bytes === undefined) return undefined;
  try {
    return decoder.decode(bytes);
  } catch {
    return NOT_UTF8;
  }
}

function toRow(object: Record<string, unknown>, line: number, options: SourceOptions): SourceRow {
  const broken = (reason: string): SourceRow => ({ type: 'broken', line, reason, raw: excerpt(rawText(object)) });
  let characters = 0;
  for (const [name, value] of Object.entries(object)) {
    if (value instanceof NotUtf8) return broken(`${name}: the text is not valid UTF-8.`);
    if (typeof value === 'string') characters += value.length;
  }
  if (characters > MAX_ROW_CHARACTERS) return broken(`The row is longer than ${MAX_ROW_CHARACTERS / 1024 / 1024} MB.`);
  try {
    return { type: 'row', line, cells: cellsOfObject(object, options), characters };
  } catch (error) {
    if (error instanceof UnreadableValue) return broken(error.message);
    throw error;
  }
}

function rawText(object: Record<string, unknown>): string {
  return JSON.stringify(object, (_key, value: unknown) =>
    typeof value === 'bigint' ? String(value) : typeof value === 'string' ? excerpt(value) : value,
  );
}

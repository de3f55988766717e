import { basename, join, sep } from 'node:path';
import { IsthmusError } from '../../domain/errors.js';
import { cleanText } from '../cleaning/clean-text.js';
import { FORMATS, openSource } from '../sources/open-source.js';
import type { SourceRow } from '../sources/source-row.js';
import type { BrokenMediaEntry, MediaFile, MediaFiles } from './media-file.js';

const REQUIRED = ['item', 'file'];

/** A list that says which file of a folder is of which item: CSV, JSONL or Parquet with the columns item and file. */
export async function readMediaMap(path: string, folder: string): Promise<MediaFiles> {
  const list = basename(path);
  const format = FORMATS.find((ending) => path.endsWith(`.${ending}`));
  if (format === undefined) {
    const endings = FORMATS.map((ending) => `.${ending}`).join(', ');
    throw new IsthmusError('INGEST_SOURCE_INVALID', `${list} is no list of files: its name has to end in ${endings}.`);
  }
  const source = openSource(path, format, ',');
  const columns = await source.columns().catch((cause: unknown) => {
    if (cause instanceof IsthmusError) throw cause;
    throw new IsthmusError('INGEST_SOURCE_INVALID', `${list} cannot be read.`, { cause });
  });
  const missing = columns === null ? [] : REQUIRED.filter((name) => !columns.includes(name));
  if (missing.length > 0) {
    throw new IsthmusError('INGEST_SOURCE_INVALID', `${list} lacks the column ${missing.join(' and ')}.`);
  }
  const files: MediaFile[] = [];
  const broken: BrokenMediaEntry[] = [];
  const options = { meaningOf: (column: string) => column, cleanText, onBytes: () => undefined };
  for await (const rows of source.rows(options)) {
    for (const row of rows) {
      const entry = entryOf(row, folder);
      if (typeof entry === 'string') broken.push({ name: list, line: row.line, reason: entry });
      else files.push(entry);
    }
  }
  return { files, broken, ignored: 0 };
}

/** The file that a row names, or what is wrong with it. */
function entryOf(row: SourceRow, folder: string): MediaFile | string {
  if (row.type === 'broken') return row.reason;
  const [item, name] = REQUIRED.map((column) => String(row.cells.get(column) ?? ''));
  if (item === '' || name === '') return `${item === '' ? 'item' : 'file'}: the value is missing.`;
  const path = join(folder, name);
  // A list may come from somebody else, and what it names is read.
  if (!path.startsWith(join(folder, sep))) return `file: "${name}" is not in the folder.`;
  return { path, name, itemIds: [item] };
}

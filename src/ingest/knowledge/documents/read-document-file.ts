import { basename } from 'node:path';
import { IsthmusError } from '../../../domain/errors.js';
import type { FactSubject } from '../../../domain/extraction.js';
import { FORMATS, openSource } from '../../sources/open-source.js';
import { type Cells, excerpt, type SourceRow } from '../../sources/source-row.js';
import type { DocumentInput, DocumentInputs } from './document-input.js';

/** Columns of a file of documents. */
const REQUIRED = ['id', 'text'];
const MAX_ID_CHARACTERS = 512;

/**
 * Documents of a CSV, JSONL or Parquet file with the columns id, item (or user), text, kind, source, licence and url.
 * Texts are taken as they are, so that the places of facts are places in the file's own text.
 */
export async function* readDocumentFile(path: string, onBytes: (bytes: number) => void): DocumentInputs {
  const file = basename(path);
  const format = FORMATS.find((ending) => path.endsWith(`.${ending}`));
  if (format === undefined) {
    throw new IsthmusError(
      'INGEST_SOURCE_INVALID',
      `${file} is not a file of documents: its name has to end in ${FORMATS.map((ending) => `.${ending}`).join(', ')}.`,
    );
  }
  const source = openSource(path, format, ',');
  const columns = await columnsOf(source, file);
  const missing = columns === null ? [] : REQUIRED.filter((name) => !columns.includes(name));
  if (missing.length > 0) {
    throw new IsthmusError('INGEST_SOURCE_INVALID', `${file} lacks the column ${missing.join(' and ')}.`);
  }
  const options = { meaningOf: (column: string) => column, cleanText: (text: string) => text, onBytes };
  for await (const rows of source.rows(options)) yield rows.map((row) => toInput(row, file));
}

async function columnsOf(source: ReturnType<typeof openSource>, file: string): Promise<readonly string[] | null> {
  try {
    return await source.columns();
  } catch (error) {
    if (error instanceof IsthmusError) throw error;
    throw new IsthmusError('INGEST_SOURCE_INVALID', `${file} cannot be read.`, { cause: error });
  }
}

function toInput(row: SourceRow, file: string): DocumentInput {
  const place = { file, line: row.line };
  if (row.type === 'broken') return { type: 'broken', reason: row.reason, raw: row.raw, place };
  const { cells } = row;
  const broken = (reason: string): DocumentInput => ({
    type: 'broken',
    reason,
    raw: excerpt(JSON.stringify(Object.fromEntries(cells))),
    place,
  });
  const id = textOf(cells, 'id');
  if (id === '') return broken('id: the value is missing.');
  if (id.length > MAX_ID_CHARACTERS) return broken(`id: longer than ${MAX_ID_CHARACTERS} characters.`);
  const category = textOf(cells, 'category');
  return {
    type: 'document',
    place,
    document: {
      id,
      text: textOf(cells, 'text'),
      subject: subjectOf(cells),
      title: textOf(cells, 'title') || null,
      ...(category === '' ? {} : { category }),
      provenance: {
        kind: textOf(cells, 'kind') || 'text',
        source: textOf(cells, 'source') || file,
        licence: textOf(cells, 'licence') || null,
        url: textOf(cells, 'url') || null,
      },
    },
  };
}

/** A review has both an item and a user: then it tells of the item. Null leaves it to the title. */
function subjectOf(cells: Cells): FactSubject | null {
  const item = textOf(cells, 'item');
  if (item !== '') return { type: 'Item', id: item };
  const user = textOf(cells, 'user');
  return user === '' ? null : { type: 'User', id: user };
}

function textOf(cells: Cells, column: string): string {
  const cell = cells.get(column);
  if (cell === undefined) return '';
  return Array.isArray(cell) ? cell.join('\n') : String(cell);
}

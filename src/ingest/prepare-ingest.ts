import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { IsthmusError } from '../domain/errors.js';
import type { FileKind } from './file-kinds.js';
import type { Mapping } from './mapping/mapping.js';
import { defaultMapping, readMapping } from './mapping/read-mapping.js';
import { checkColumns, meaningOf } from './plan/check-columns.js';
import { type DataFile, findFiles, type LeftOutFile } from './plan/find-files.js';
import { openSource } from './sources/open-source.js';
import type { RowSource } from './sources/source-row.js';

/** What to read, where it is not the usual. */
export interface PrepareOptions {
  /** Interaction files inside the folder to read instead of the usual ones. */
  readonly interactions?: readonly string[];
  /** The mapping file; `isthmus.yaml` inside the folder when absent. */
  readonly mappingPath?: string;
}

/** A file with its reader and the columns of its header (null for JSONL, whose rows name their own). */
interface PlannedFile extends DataFile {
  readonly source: RowSource;
  readonly columns: readonly string[] | null;
}

/** A data folder whose files are there and whose headers can be used. */
export interface IngestPlan {
  readonly folder: string;
  readonly files: readonly PlannedFile[];
  readonly kinds: ReadonlySet<FileKind>;
  readonly mapping: Mapping;
  readonly leftOut: readonly LeftOutFile[];
  readonly notices: readonly string[];
  readonly bytes: number;
}

const MAPPING_FILE = 'isthmus.yaml';

/**
 * Looks at a data folder without reading its rows. Throws INGEST_SOURCE_INVALID or CONFIG_INVALID when a file is
 * missing or empty, lacks a column, or the mapping cannot be used, so that nothing is half done.
 */
export async function prepareIngest(folder: string, options: PrepareOptions = {}): Promise<IngestPlan> {
  const { files, leftOut } = await findFiles(folder, options.interactions ?? []);
  const mapping = await mappingOf(folder, options.mappingPath);
  const planned: PlannedFile[] = [];
  const notices: string[] = [];
  for (const file of files) {
    const source = openSource(file.path, file.format, mapping.delimiter);
    const header = await source.columns();
    const columns = header?.map((column) => meaningOf(column, file.kind, mapping)) ?? null;
    if (header !== null) notices.push(...checkColumns(file.name, file.kind, header, mapping));
    planned.push({ ...file, source, columns });
  }
  return {
    folder,
    files: planned,
    kinds: new Set(planned.map((file) => file.kind)),
    mapping,
    leftOut,
    notices,
    bytes: planned.reduce((sum, file) => sum + file.bytes, 0),
  };
}

async function mappingOf(folder: string, given: string | undefined): Promise<Mapping> {
  const path = given ?? join(folder, MAPPING_FILE);
  try {
    await stat(path);
  } catch (cause) {
    if (given === undefined) return defaultMapping();
    throw new IsthmusError('INGEST_SOURCE_INVALID', `There is no mapping file ${given}.`, { cause });
  }
  return readMapping(path);
}

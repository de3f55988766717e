import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { parse } from 'csv-parse';
import { IsthmusError } from '../../../domain/errors.js';

/** A row as LOAD CSV gives it: a list of its fields, or a map by the names of the header; empty fields are null. */
export type CsvRow = readonly (string | null)[] | Readonly<Record<string, string | null>>;

/** How a file is written. */
interface CsvForm {
  readonly hasHeaders: boolean;
  readonly delimiter: string;
}

/** Rows travel as one parameter, so a file has to fit into memory several times over. */
const MOST_BYTES = 256 * 1024 * 1024;

/** The only folder that LOAD CSV may read from. */
export class ImportFolder {
  private constructor(private readonly root: string) {}

  /** The folder at a path, which must exist. */
  static async at(path: string): Promise<ImportFolder> {
    try {
      return new ImportFolder(await realpath(resolve(path)));
    } catch (cause) {
      throw new IsthmusError('INVALID_ARGUMENT', `The import folder ${path} does not exist or cannot be read.`, {
        cause,
      });
    }
  }

  /**
   * All rows of one file. A web address stands for the file of the same name in the folder, so that scripts that were
   * published with their data on the web run on a copy of it.
   */
  async rows(location: string, { hasHeaders, delimiter }: CsvForm): Promise<CsvRow[]> {
    const path = await this.pathOf(location);
    const rows: CsvRow[] = [];
    try {
      const parser = parse({
        delimiter,
        bom: true,
        columns: hasHeaders,
        relax_column_count: true,
        skip_empty_lines: true,
      });
      for await (const row of createReadStream(path).pipe(parser)) rows.push(withNulls(row));
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new IsthmusError('INVALID_ARGUMENT', `The file ${location} is no CSV that can be read: ${reason}.`, {
        cause,
      });
    }
    return rows;
  }

  private async pathOf(location: string): Promise<string> {
    const name = nameIn(location);
    const refused = (reason: string, cause?: unknown) =>
      new IsthmusError('INVALID_ARGUMENT', `LOAD CSV cannot read ${location}: ${reason}.`, { cause });
    if (name === '' || name.includes('\0') || name.split(/[/\\]/).includes('..')) {
      throw refused(`it must name a file below the import folder ${this.root}`);
    }
    let path: string;
    try {
      path = await realpath(join(this.root, name));
    } catch (cause) {
      throw refused(`there is no ${name} in the import folder ${this.root}`, cause);
    }
    // A link may lead anywhere, so the place that it leads to is what counts.
    if (!path.startsWith(this.root.endsWith(sep) ? this.root : this.root + sep)) {
      throw refused(`it lies outside of the import folder ${this.root}`);
    }
    const info = await stat(path);
    if (!info.isFile()) throw refused('it is no file');
    if (info.size > MOST_BYTES) {
      throw refused(`it has more than ${MOST_BYTES / 1024 / 1024} MB; "isthmus ingest" reads files of any size`);
    }
    return path;
  }
}

/** The path below the folder that a location stands for. */
function nameIn(location: string): string {
  const web = /^(?:https?|ftp):\/\/[^/?#]*\/?([^?#]*)/i.exec(location);
  if (web !== null) return decoded(web[1]).split('/').at(-1) ?? '';
  const file = /^file:(?:\/\/[^/]*)?\/*(.*)$/is.exec(location);
  return file === null ? location.replace(/^\/+/, '') : decoded(file[1]);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function withNulls(row: Record<string, string> | string[]): CsvRow {
  if (Array.isArray(row)) return row.map((field) => (field === '' ? null : field));
  return Object.fromEntries(Object.entries(row).map(([name, field]) => [name, field === '' ? null : field]));
}

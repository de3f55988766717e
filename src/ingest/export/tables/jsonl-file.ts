import { TextFile } from '../text-file.js';
import type { CreateTableFile, TableColumn, TableFile, TableRow } from './table-file.js';

/** Creates files with one JSON object a line; values that are missing have no key. */
export const createJsonlFile: CreateTableFile = async (path, columns) =>
  new JsonlFile(await TextFile.create(path), columns);

class JsonlFile implements TableFile {
  constructor(
    private readonly file: TextFile,
    private readonly columns: readonly TableColumn[],
  ) {}

  write(row: TableRow): Promise<void> {
    const cells = this.columns
      .filter(({ name }) => Object.hasOwn(row, name) && row[name] !== null && row[name] !== undefined)
      .map(({ name }) => `${JSON.stringify(name)}:${JSON.stringify(row[name])}`);
    return this.file.write(`{${cells.join(',')}}\n`);
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

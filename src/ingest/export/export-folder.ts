import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { IsthmusError } from '../../domain/errors.js';

/** The ending that files have until all of them are whole; ingest reads none of them. */
const PART = '.part';

/**
 * The folder of an export. Files get their names when all of them are whole, so that an export that was stopped or
 * killed never looks like a finished one.
 */
export class ExportFolder {
  private readonly names: string[] = [];

  private constructor(
    private readonly folder: string,
    private readonly isNew: boolean,
  ) {}

  /** Makes the folder; refuses one that holds anything but what an export that was killed has left there. */
  static async open(folder: string): Promise<ExportFolder> {
    const isNew = (await mkdir(folder, { recursive: true })) !== undefined;
    const taken = (await readdir(folder)).find((name) => !name.endsWith(PART));
    if (taken !== undefined) {
      throw new IsthmusError(
        'INVALID_ARGUMENT',
        `The folder ${folder} already holds ${taken}. Choose an empty folder.`,
      );
    }
    return new ExportFolder(folder, isNew);
  }

  /** Where to write a file that shall have this name in the end. */
  path(name: string): string {
    this.names.push(name);
    return join(this.folder, `${name}${PART}`);
  }

  /** Gives all files their names, the last asked for last. */
  async finish(): Promise<void> {
    for (const name of this.names) await rename(join(this.folder, `${name}${PART}`), join(this.folder, name));
  }

  /** Removes what was written, and the folder if it was made for it. */
  async discard(): Promise<void> {
    for (const name of this.names) {
      await rm(join(this.folder, `${name}${PART}`), { force: true });
      await rm(join(this.folder, name), { force: true });
    }
    if (this.isNew) await rmdir(this.folder);
  }
}

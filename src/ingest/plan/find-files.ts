import { statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { IsthmusError } from '../../domain/errors.js';
import { FILE_KINDS, type FileKind } from '../file-kinds.js';
import { nearestName } from '../nearest-name.js';
import { FORMATS, type Format } from '../sources/open-source.js';

/** A file that will be read. */
export interface DataFile {
  /** Path inside the data folder. */
  readonly name: string;
  readonly path: string;
  readonly kind: FileKind;
  readonly format: Format;
  readonly bytes: number;
}

/** A file of the folder that is not read, and why. */
export interface LeftOutFile {
  readonly name: string;
  readonly reason: string;
}

/** The files of a folder that will be read, in order, and those that will not. */
interface FoundFiles {
  readonly files: readonly DataFile[];
  readonly leftOut: readonly LeftOutFile[];
}

const HELD_OUT_SPLITS = new Set(['test', 'valid', 'validation', 'dev']);

/** Finds the data files of a folder; `interactions` names the interaction files to read instead of the usual ones. */
export async function findFiles(folder: string, interactions: readonly string[]): Promise<FoundFiles> {
  const names = await namesIn(folder);
  const found: DataFile[] = [];
  const leftOut: LeftOutFile[] = [];
  for (const name of names) {
    const format = FORMATS.find((ending) => name.endsWith(`.${ending}`));
    if (format === undefined) continue;
    const stem = name.slice(0, name.indexOf('.'));
    const kind = FILE_KINDS.find((known) => known === stem);
    if (kind === undefined) leftOut.push({ name, reason: unknownName(stem) });
    else if (kind !== 'interactions' || interactions.length === 0) found.push(dataFile(folder, name, kind, format));
  }
  for (const name of interactions) found.push(chosenFile(folder, name, names));
  const hasTraining = found.some((file) => file.kind === 'interactions' && splitOf(file.name) === 'train');
  const files = found.filter((file) => {
    const isHeldOut =
      file.kind === 'interactions' &&
      interactions.length === 0 &&
      hasTraining &&
      HELD_OUT_SPLITS.has(splitOf(file.name));
    if (isHeldOut) leftOut.push({ name: file.name, reason: 'held out for evaluation' });
    return !isHeldOut;
  });
  if (files.length === 0) throw nothingFound(folder);
  return { files: files.sort(inReadingOrder), leftOut };
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  } catch (cause) {
    throw new IsthmusError('INGEST_SOURCE_INVALID', `The folder ${folder} does not exist or cannot be read.`, {
      cause,
    });
  }
}

function dataFile(folder: string, name: string, kind: FileKind, format: Format): DataFile {
  const path = join(folder, name);
  return { name, path, kind, format, bytes: statSync(path).size };
}

function chosenFile(folder: string, name: string, names: readonly string[]): DataFile {
  const format = FORMATS.find((ending) => name.endsWith(`.${ending}`));
  if (format === undefined) {
    throw new IsthmusError('INGEST_SOURCE_INVALID', `${name} does not end in ${endings()}.`);
  }
  try {
    return dataFile(folder, name, 'interactions', format);
  } catch (cause) {
    const meant = nearestName(
      name,
      names.filter((other) => other.startsWith('interactions')),
    );
    const hint = meant === null ? '' : ` Did you mean ${meant}?`;
    throw new IsthmusError('INGEST_SOURCE_INVALID', `There is no file ${name} in ${folder}.${hint}`, { cause });
  }
}

/** The last part of a name before its ending: `train` for interactions.2024.train.csv. */
function splitOf(name: string): string {
  return basename(name).split('.').at(-2) ?? '';
}

function inReadingOrder(a: DataFile, b: DataFile): number {
  const byKind = FILE_KINDS.indexOf(a.kind) - FILE_KINDS.indexOf(b.kind);
  if (byKind !== 0) return byKind;
  return a.name < b.name ? -1 : 1;
}

function unknownName(stem: string): string {
  const meant = nearestName(stem, FILE_KINDS);
  const hint = meant === null ? '' : `; did you mean ${meant}?`;
  return `not a kind of file that ingest knows${hint}`;
}

function nothingFound(folder: string): IsthmusError {
  return new IsthmusError(
    'INGEST_SOURCE_INVALID',
    `The folder ${folder} holds no data files. They are called ${FILE_KINDS.join(', ')}, and end in ${endings()}.`,
  );
}

function endings(): string {
  return FORMATS.map((format) => `.${format}`).join(', ');
}

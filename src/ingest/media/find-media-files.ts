import { readdir } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { IsthmusError } from '../../domain/errors.js';
import type { Medium } from '../../domain/media.js';
import type { MediaFile, MediaFiles } from './media-file.js';

/** The endings of the files that can be read, by medium. */
export const MEDIA_ENDINGS: Readonly<Record<Medium, readonly string[]>> = {
  image: ['.jpg', '.jpeg', '.png', '.webp', '.avif', '.gif'],
  audio: ['.wav', '.mp3', '.flac', '.ogg', '.oga', '.opus', '.m4a', '.aac', '.aiff', '.aif'],
};

/** The files of a folder and of the folders in it whose names say for which item they are. */
export async function findMediaFiles(folder: string, medium: Medium): Promise<MediaFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw new IsthmusError('INGEST_SOURCE_INVALID', `The folder ${folder} cannot be read. Name an existing folder.`, {
      cause,
    });
  });
  const files: MediaFile[] = [];
  let ignored = 0;
  for (const entry of entries) {
    if (entry.isDirectory()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(join(folder, sep).length).split(sep).join('/');
    if (!entry.isFile() || !MEDIA_ENDINGS[medium].includes(extname(name).toLowerCase())) ignored++;
    else files.push({ path, name, itemIds: itemIdsOf(name) });
  }
  files.sort((a, b) => (a.name < b.name ? -1 : 1));
  return { files, broken: [], ignored };
}

/**
 * The ids that a name may mean: `film/arrival.jpg` is of the item `film/arrival`, `film:arrival` or `arrival`. Signs
 * that a file system does not allow are written as in addresses: `film%3Aarrival.jpg`.
 */
export function itemIdsOf(name: string): string[] {
  const parts = name
    .slice(0, name.length - extname(name).length)
    .split('/')
    .map(decoded);
  return [...new Set([parts.join('/'), parts.join(':'), parts[parts.length - 1]])];
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // "100%.jpg" is no address, so it stands for itself.
    return part;
  }
}

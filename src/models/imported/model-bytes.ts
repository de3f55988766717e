import { lstat, readFile } from 'node:fs/promises';
import { modelRefused } from './model-refused.js';

/** The bytes of a model file: a plain one, and no larger than it may be, which is looked at before anything is read. */
export async function modelBytes(path: string, maxBytes: number): Promise<Uint8Array> {
  const facts = await lstat(path).catch((cause: unknown) => {
    throw modelRefused(`${path} cannot be read`, cause);
  });
  if (!facts.isFile()) throw modelRefused(`${path} is not a plain file`);
  if (facts.size > maxBytes) {
    throw modelRefused(`${path} has ${facts.size} bytes; at most ${maxBytes} are allowed`);
  }
  return readFile(path);
}

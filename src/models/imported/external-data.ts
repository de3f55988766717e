import { type FileHandle, lstat, open } from 'node:fs/promises';
import { join } from 'node:path';
import onnxProto from 'onnx-proto';
import type { Graph, TensorData } from './decode-model.js';
import { modelRefused } from './model-refused.js';
import { tensorBytes } from './tensor-checks.js';

const { EXTERNAL, DEFAULT } = onnxProto.onnx.TensorProto.DataLocation;
const MOST_BYTES = 1_000_000_000;

/**
 * Takes weights that a model keeps in other files into the model itself, so that the stored one reads no file. The
 * file has to be a plain one beneath the model's own folder: a path that leads out, or a link or a second name of a
 * file elsewhere, would let a model read what it has no business with (CVE-2025-51480 and its followers in onnx).
 */
export async function takeInExternalData(graph: Graph, folder: string): Promise<void> {
  let total = 0;
  for (const tensor of graph.initializer ?? []) {
    if (tensor.dataLocation !== EXTERNAL) continue;
    const place = `weight "${tensor.name ?? ''}"`;
    total += tensorBytes(tensor, place);
    if (total > MOST_BYTES) throw modelRefused(`keeps more than ${MOST_BYTES} bytes in other files`);
    tensor.rawData = await readExternal(tensor, folder, place);
    tensor.dataLocation = DEFAULT;
    tensor.externalData = [];
  }
}

async function readExternal(tensor: TensorData, folder: string, place: string): Promise<Uint8Array> {
  const entries = new Map((tensor.externalData ?? []).map(({ key, value }) => [key ?? '', value ?? '']));
  const expected = tensorBytes(tensor, place);
  const offset = wholeNumber(entries.get('offset') ?? '0', place);
  const length = wholeNumber(entries.get('length') ?? String(expected), place);
  if (length !== expected)
    throw modelRefused(`has a ${place} of ${expected} bytes, but names ${length} in another file`);
  const path = await plainFile(folder, entries.get('location') ?? '', place);
  const file = await open(path, 'r');
  try {
    return await readPart(file, offset, length, place);
  } finally {
    await file.close();
  }
}

async function readPart(file: FileHandle, offset: number, length: number, place: string): Promise<Uint8Array> {
  const { size } = await file.stat();
  if (offset + length > size) {
    throw modelRefused(`looks for the ${place} behind the end of a file: ${offset} + ${length} of ${size} bytes`);
  }
  const bytes = new Uint8Array(length);
  const { bytesRead } = await file.read(bytes, 0, length, offset);
  if (bytesRead === length) return bytes;
  throw modelRefused(`has a file that changes while it is read, with the ${place}`);
}

/** The path of a plain file below the folder; every part of it is looked at, since each could be a link. */
async function plainFile(folder: string, location: string, place: string): Promise<string> {
  const parts = location.split('/');
  const isInside = parts.every((part) => part !== '' && part !== '.' && part !== '..' && !/[\\:\0]/.test(part));
  if (!isInside) throw modelRefused(`keeps the ${place} in "${location}", which is not a path below its own folder`);
  let path = folder;
  for (const [n, part] of parts.entries()) {
    path = join(path, part);
    const facts = await lstat(path).catch(() => null);
    if (facts === null) throw modelRefused(`keeps the ${place} in "${location}", which is not there`);
    const isPlain = n < parts.length - 1 ? facts.isDirectory() : facts.isFile() && facts.nlink === 1;
    if (!isPlain) throw modelRefused(`keeps the ${place} in "${location}", which is a link or no plain file`);
  }
  return path;
}

function wholeNumber(text: string, place: string): number {
  const number = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(number)) return number;
  throw modelRefused(`says "${text.slice(0, 40)}" where the ${place} lies in another file`);
}

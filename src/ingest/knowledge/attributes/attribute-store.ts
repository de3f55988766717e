import { hash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { IsthmusError } from '../../../domain/errors.js';
import { pathExists } from '../../dump/path-exists.js';
import { AttributeExtractor } from './attribute-extractor.js';

const MODEL_FILE = 'attributes.json';
const MANIFEST_FILE = 'manifest.json';

const manifestSchema = z.object({
  version: z.string(),
  sha256: z.string(),
  /** How many texts it was learnt from. */
  examples: z.number(),
  learntAt: z.number(),
});
const modelSchema = z.object({
  version: z.string(),
  model: z.object({
    labels: z.array(z.string()),
    transitions: z.array(z.number()),
    features: z.record(z.string(), z.array(z.number())),
  }),
  dictionary: z.array(z.tuple([z.string(), z.string(), z.number()])),
  categories: z.record(z.string(), z.array(z.string())),
});

/** Keeps what was learnt about attributes in a folder, with a manifest; the manifest is written last and decides. */
export async function saveAttributes(
  folder: string,
  attributes: AttributeExtractor,
  facts: { readonly examples: number; readonly learntAt: number },
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const content = JSON.stringify(attributes.stored());
  const manifest: z.infer<typeof manifestSchema> = {
    version: attributes.version,
    sha256: hash('sha256', content, 'hex'),
    ...facts,
  };
  await writeWhole(join(folder, MODEL_FILE), content);
  await writeWhole(join(folder, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** What was learnt last; null when nothing was. Throws MODEL_INVALID when the files are damaged. */
export async function loadAttributes(folder: string): Promise<AttributeExtractor | null> {
  const manifestPath = join(folder, MANIFEST_FILE);
  if (!(await pathExists(manifestPath))) return null;
  try {
    const manifest = manifestSchema.parse(JSON.parse(await readFile(manifestPath, 'utf8')));
    const content = await readFile(join(folder, MODEL_FILE), 'utf8');
    if (hash('sha256', content, 'hex') !== manifest.sha256) throw new Error('The hash differs.');
    return AttributeExtractor.read(modelSchema.parse(JSON.parse(content)));
  } catch (cause) {
    throw new IsthmusError(
      'MODEL_INVALID',
      `What was learnt about attributes in ${folder} is damaged. Learn it again with "isthmus extract --learn <file>", or delete the folder.`,
      { cause },
    );
  }
}

async function writeWhole(path: string, content: string): Promise<void> {
  const unfinished = `${path}.unfinished`;
  await writeFile(unfinished, content, { mode: 0o600, flush: true });
  await rename(unfinished, path);
}

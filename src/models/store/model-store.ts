import { createHash } from 'node:crypto';
import { lstat, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { IsthmusError } from '../../domain/errors.js';
import { errorCode } from './error-code.js';
import { type ModelManifest, parseManifest, SAFE_NAME, WHAT_TO_DO } from './model-manifest.js';
import { TEMPORARY_PREFIX, writeFolder } from './write-folder.js';

const MANIFEST = 'manifest.json';
const MAX_MANIFEST_BYTES = 10_000_000;
/** A folder that was being written this long ago belongs to a process that died. */
const ABANDONED_AFTER_MS = 3_600_000;

export interface ModelStoreOptions {
  /** `<folder>/<name>/<version>/` holds a model. */
  readonly folder: string;
  /** How many versions of a model are kept; at least 1. */
  readonly keptVersions: number;
  /** Epoch milliseconds. */
  readonly clock: () => number;
}

/** A model to be stored: its files by name and what its manifest says of it. */
export interface ModelToSave
  extends Pick<ModelManifest, 'name' | 'dataFingerprint' | 'hyperParameters' | 'metrics' | 'inputs' | 'outputs'> {
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** A stored model, every byte of which agrees with its manifest. */
export interface StoredModel {
  readonly manifest: ModelManifest;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/**
 * Fitted models on disk. Nothing is loaded that a manifest does not name with its size and SHA-256, links are refused,
 * and a version is there as a whole or not at all.
 */
export class ModelStore {
  constructor(private readonly options: ModelStoreOptions) {}

  /** Stores a model as its newest version and returns its manifest; versions beyond the limit are deleted. */
  async save(model: ModelToSave): Promise<ModelManifest> {
    const { files, ...facts } = model;
    const createdAtMs = this.options.clock();
    const digests: ModelManifest['files'] = {};
    for (const [name, bytes] of files) digests[name] = { bytes: bytes.length, sha256: sha256(bytes) };
    const content = sha256(Buffer.from(JSON.stringify(digests))).slice(0, 8);
    const version = `${new Date(createdAtMs).toISOString().replace(/[-:.]/g, '')}-${content}`;
    const text = JSON.stringify({ format: 1, version, createdAtMs, ...facts, files: digests }, null, 2);
    // Parsed before it is written, so that a manifest that could not be read again never reaches the disk.
    const manifest = parseManifest(text, `The manifest of ${model.name}`);
    const written = new Map(files).set(MANIFEST, Buffer.from(`${text}\n`));
    await writeFolder(join(this.options.folder, model.name, version), written);
    await this.deleteOldVersions(model.name);
    return manifest;
  }

  /** The newest version of a model, or null. */
  async latest(name: string): Promise<string | null> {
    return (await this.versions(name)).at(-1) ?? null;
  }

  /** The versions of a model, the oldest first; their names begin with the time of their making. */
  async versions(name: string): Promise<string[]> {
    const entries = await entriesOf(join(this.options.folder, checkName(name)));
    return entries.filter((entry) => SAFE_NAME.test(entry)).sort();
  }

  /** Reads a model; anything missing, changed or unexpected is a MODEL_INVALID error that says what to do. */
  async load(name: string, version: string): Promise<StoredModel> {
    const folder = join(this.options.folder, checkName(name), checkName(version));
    const place = join(folder, MANIFEST);
    const text = Buffer.from(await readExactly(place, null)).toString('utf8');
    const manifest = parseManifest(text, place);
    if (manifest.name !== name || manifest.version !== version) {
      throw invalid(`${place} belongs to ${manifest.name} ${manifest.version}`);
    }
    const files = new Map<string, Uint8Array>();
    for (const [file, expected] of Object.entries(manifest.files)) {
      const path = join(folder, file);
      const bytes = await readExactly(path, expected.bytes);
      if (sha256(bytes) !== expected.sha256) throw invalid(`${path} has been changed since it was written`);
      files.set(file, bytes);
    }
    return { manifest, files };
  }

  private async deleteOldVersions(name: string): Promise<void> {
    const parent = join(this.options.folder, name);
    const versions = await this.versions(name);
    for (const version of versions.slice(0, Math.max(0, versions.length - Math.max(1, this.options.keptVersions)))) {
      await rm(join(parent, version), { recursive: true, force: true });
    }
    for (const entry of await entriesOf(parent)) {
      if (!entry.startsWith(TEMPORARY_PREFIX)) continue;
      const { mtimeMs } = await lstat(join(parent, entry));
      if (mtimeMs < Date.now() - ABANDONED_AFTER_MS) await rm(join(parent, entry), { recursive: true, force: true });
    }
  }
}

/** The bytes of a plain file that has the expected size; the size is checked before anything is read. */
async function readExactly(path: string, expectedBytes: number | null): Promise<Uint8Array> {
  try {
    const facts = await lstat(path);
    if (!facts.isFile()) throw invalid(`${path} is not a plain file`);
    if (expectedBytes === null ? facts.size > MAX_MANIFEST_BYTES : facts.size !== expectedBytes) {
      throw invalid(`${path} has ${facts.size} bytes instead of ${expectedBytes ?? `at most ${MAX_MANIFEST_BYTES}`}`);
    }
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof IsthmusError) throw cause;
    throw invalid(`${path} cannot be read`, cause);
  }
}

async function entriesOf(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

function checkName(name: string): string {
  if (SAFE_NAME.test(name)) return name;
  throw new IsthmusError('MODEL_INVALID', `"${name}" cannot name a model; use letters, digits, ".", "_" and "-".`);
}

function invalid(message: string, cause?: unknown): IsthmusError {
  return new IsthmusError('MODEL_INVALID', `${message}. ${WHAT_TO_DO}`, { cause });
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

import { createHash } from 'node:crypto';
import { lstat, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { IsthmusError } from '../../domain/errors.js';
import { type ModelManifest, type Promotion, parseManifest, SAFE_NAME, WHAT_TO_DO } from './model-manifest.js';
import { notSaved } from './not-saved.js';
import { replaceFile } from './replace-file.js';
import { readServedPointer, type ServedPointer, writeServedPointer } from './served-pointer.js';
import { entriesOf, subfoldersOf } from './subfolders.js';
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
  /** How a version gets to the disk. */
  readonly writeFolder?: typeof writeFolder;
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
    const write = this.options.writeFolder ?? writeFolder;
    const folder = join(this.options.folder, model.name, version);
    await write(folder, written).catch((cause: unknown) => Promise.reject(notSaved(folder, cause)));
    await this.deleteOldVersions(model.name);
    return manifest;
  }

  /** The names of the models that have a version. */
  async names(): Promise<string[]> {
    const names = await subfoldersOf(this.options.folder);
    const versions = await Promise.all(names.map((name) => this.latest(name)));
    return names.filter((_, n) => versions[n] !== null);
  }

  /** The newest version of a model, or null. */
  async latest(name: string): Promise<string | null> {
    return (await this.versions(name)).at(-1) ?? null;
  }

  /** The versions of a model, the oldest first; their names begin with the time of their making. */
  async versions(name: string): Promise<string[]> {
    return subfoldersOf(join(this.options.folder, checkName(name)));
  }

  /** What was promoted last, or null when nothing was. */
  pointer(name: string): Promise<ServedPointer | null> {
    return readServedPointer(join(this.options.folder, checkName(name)));
  }

  /**
   * The version that serves: the promoted one, the one before if its folder was deleted, the newest when nothing was
   * promoted; null when there is none.
   */
  async served(name: string): Promise<string | null> {
    const [versions, pointer] = await Promise.all([this.versions(name), this.pointer(name)]);
    const promoted = [pointer?.version, pointer?.previous].find((version) => versions.includes(version ?? ''));
    return promoted ?? versions.at(-1) ?? null;
  }

  /** Keeps the version that serves although newer ones come; without this, a store that has promoted nothing serves the newest. */
  async pin(name: string): Promise<void> {
    const version = await this.served(name);
    if (version === null || (await this.pointer(name)) !== null) return;
    const reason = 'It was the newest version before anything was promoted.';
    await this.point(name, { version, previous: null, promotedAtMs: this.options.clock(), reason });
  }

  /** Makes a version the one that serves, after reading all of it; its manifest tells why. */
  async promote(name: string, version: string, why: Omit<Promotion, 'atMs'>): Promise<ServedPointer> {
    const { manifest } = await this.load(name, version);
    const promotedAtMs = this.options.clock();
    const serving = await this.served(name);
    const before = serving === version ? ((await this.pointer(name))?.previous ?? null) : serving;
    const promotions = [...manifest.promotions, { atMs: promotedAtMs, ...why }];
    const path = join(this.options.folder, name, version, MANIFEST);
    const text = JSON.stringify({ ...manifest, promotions }, null, 2);
    await replaceFile(path, Buffer.from(`${text}\n`)).catch((cause: unknown) => Promise.reject(notSaved(path, cause)));
    const pointer = { version, previous: before, promotedAtMs, reason: why.reason };
    await this.point(name, pointer);
    return pointer;
  }

  /** Has the version serve that served before the present one; the two change places. */
  async rollback(name: string): Promise<ServedPointer> {
    const pointer = await this.pointer(name);
    const previous = pointer?.previous ?? null;
    if (previous === null || !(await this.versions(name)).includes(previous)) {
      const versions = (await this.versions(name)).join(', ') || 'none';
      throw new IsthmusError(
        'INVALID_ARGUMENT',
        `No version of ${name} has served before the present one. Promote one of those that are there: ${versions}.`,
      );
    }
    const reason = `Rolled back from ${pointer?.version}.`;
    return this.promote(name, previous, { reason, isForced: true, comparison: null });
  }

  /** Deletes a version; the one that serves and the one before it stay. */
  async remove(name: string, version: string): Promise<void> {
    const kept = [await this.served(name), (await this.pointer(name))?.previous];
    if (kept.includes(version)) {
      throw new IsthmusError('INVALID_ARGUMENT', `${name} ${version} serves, or a rollback would return to it.`);
    }
    await rm(join(this.options.folder, checkName(name), checkName(version)), { recursive: true, force: true });
  }

  /** What is known of a version without reading its files. */
  async manifest(name: string, version: string): Promise<ModelManifest> {
    const place = join(this.options.folder, checkName(name), checkName(version), MANIFEST);
    const manifest = parseManifest(Buffer.from(await readExactly(place, null)).toString('utf8'), place);
    if (manifest.name === name && manifest.version === version) return manifest;
    throw invalid(`${place} belongs to ${manifest.name} ${manifest.version}`);
  }

  /** Reads a model; anything missing, changed or unexpected is a MODEL_INVALID error that says what to do. */
  async load(name: string, version: string): Promise<StoredModel> {
    const manifest = await this.manifest(name, version);
    const folder = join(this.options.folder, name, version);
    const files = new Map<string, Uint8Array>();
    for (const [file, expected] of Object.entries(manifest.files)) {
      const path = join(folder, file);
      const bytes = await readExactly(path, expected.bytes);
      if (sha256(bytes) !== expected.sha256) throw invalid(`${path} has been changed since it was written`);
      files.set(file, bytes);
    }
    return { manifest, files };
  }

  private async point(name: string, pointer: ServedPointer): Promise<void> {
    const folder = join(this.options.folder, name);
    await writeServedPointer(folder, pointer).catch((cause: unknown) => Promise.reject(notSaved(folder, cause)));
  }

  private async deleteOldVersions(name: string): Promise<void> {
    const parent = join(this.options.folder, name);
    const [versions, pointer] = await Promise.all([this.versions(name), this.pointer(name)]);
    const kept = new Set([
      ...versions.slice(-Math.max(1, this.options.keptVersions)),
      pointer?.version,
      pointer?.previous,
    ]);
    for (const version of versions) {
      if (!kept.has(version)) await rm(join(parent, version), { recursive: true, force: true });
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

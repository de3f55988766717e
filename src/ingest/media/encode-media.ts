import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { IsthmusError } from '../../domain/errors.js';
import type { MediaEncoder } from '../../domain/media.js';
import type { MediaVectorRecord } from '../../graph/records/media-vector-properties.js';
import type { MediaFile, MediaFiles } from './media-file.js';
import type { MediaVectorStore } from './media-vector-store.js';

/** Where files go that could not be encoded, and why. */
export interface FailedFiles {
  write(failure: {
    readonly file: string;
    readonly line: number;
    readonly reason: string;
    readonly raw: string;
  }): Promise<void>;
  close(): Promise<void>;
}

/** What a run encodes, by what, and where vectors and failures go. */
export interface EncodeMediaOptions {
  readonly store: MediaVectorStore;
  readonly encoder: MediaEncoder;
  /** Turns the bytes of a file into what the encoder takes; rejects with what is wrong with the file. */
  readonly prepare: (bytes: Uint8Array) => Promise<Float32Array>;
  readonly files: MediaFiles;
  readonly failures: FailedFiles;
  /** Whether vectors of items go that no file was found for. */
  readonly prunes: boolean;
  /** The present in epoch milliseconds. */
  readonly nowMs: () => number;
  /** Hears of every file that has been dealt with. */
  readonly onFile?: (name: string) => void;
  /** Stops between two batches; the same run again goes on where this one ended. */
  readonly signal?: AbortSignal;
}

/** What became of the files of one run: `seen` is the sum of unchanged, encoded and failed ones. */
export interface MediaReport {
  readonly seen: number;
  /** Encoded before by the same encoder, and the same still: they cost nothing. */
  readonly unchanged: number;
  readonly encoded: number;
  readonly failed: number;
  /** Files with other endings, which were left alone. */
  readonly ignored: number;
  /** Vectors that are gone because no file was found for their items. */
  readonly removed: number;
  /** Vectors of this medium by other encoders, which are not used. */
  readonly outdated: number;
  readonly encoder: string;
  /** Numbers a vector. */
  readonly size: number;
  readonly seconds: number;
}

/** A larger file is no picture or piece of music for this; reading it would take the memory of many others. */
const MOST_FILE_BYTES = 64_000_000;
/** Files of one transaction, at least, so that an encoder that takes one at a time does not wait for the disk each time. */
const FILES_A_WRITE = 16;

interface ReadFile {
  readonly name: string;
  readonly itemId: string;
  readonly bytes: Uint8Array;
  readonly contentHash: string;
}

interface PreparedFile extends ReadFile {
  readonly prepared: Float32Array;
}

/**
 * Encodes files and keeps the vectors in the graph. What has been encoded already is left alone, so a run that was
 * killed goes on, and a repeated one only reads the files; a file that fails leaves the vector that was there.
 */
export async function encodeMedia(options: EncodeMediaOptions): Promise<MediaReport> {
  const { files, encoder, failures, nowMs, signal } = options;
  const startedMs = nowMs();
  const run = new EncodingRun(options);
  try {
    for (const { name, line, reason } of files.broken) await run.fail(name, reason, line);
    const step = Math.max(encoder.batchSize, FILES_A_WRITE);
    for (let at = 0; at < files.files.length; at += step) {
      signal?.throwIfAborted();
      await run.take(files.files.slice(at, at + step));
    }
    await run.finish();
  } finally {
    await failures.close();
  }
  const { unchanged, encoded, failed, removed, outdated } = run;
  return {
    seen: unchanged + encoded + failed,
    unchanged,
    encoded,
    failed,
    ignored: files.ignored,
    removed,
    outdated,
    encoder: encoder.version,
    size: encoder.size,
    seconds: (nowMs() - startedMs) / 1000,
  };
}

class EncodingRun {
  unchanged = 0;
  encoded = 0;
  failed = 0;
  removed = 0;
  outdated = 0;
  /** The file that each item has got. */
  private readonly fileOf = new Map<string, string>();

  constructor(private readonly options: EncodeMediaOptions) {}

  async take(files: readonly MediaFile[]): Promise<void> {
    const { store, encoder, onFile } = this.options;
    const known = await store.items(files.flatMap(({ itemIds }) => itemIds));
    const read = (await Promise.all(files.map((file) => this.read(file, known)))).filter((file) => file !== null);
    const stored = await store.find(
      encoder.input.medium,
      read.map(({ itemId }) => itemId),
    );
    const fresh = read.filter(({ itemId, contentHash }) => {
      const before = stored.get(itemId);
      return before?.contentHash !== contentHash || before.encoder !== encoder.version;
    });
    this.unchanged += read.length - fresh.length;
    await this.encode((await this.prepareAll(fresh)).filter((file) => file !== null));
    for (const { name } of files) onFile?.(name);
  }

  /** Counts, or forgets, the vectors that the files of this run have not brought. */
  async finish(): Promise<void> {
    const { store, encoder, prunes, signal } = this.options;
    const { medium } = encoder.input;
    const gone: string[] = [];
    for await (const page of store.pages(medium, signal === undefined ? {} : { signal })) {
      for (const { itemId, encoder: version } of page) {
        if (prunes && !this.fileOf.has(itemId)) gone.push(itemId);
        else if (version !== encoder.version) this.outdated++;
      }
    }
    await store.remove(medium, gone);
    this.removed = gone.length;
  }

  async fail(file: string, reason: string, line = 0): Promise<void> {
    this.failed++;
    await this.options.failures.write({ file, line, reason, raw: '' });
  }

  private async read(file: MediaFile, known: ReadonlySet<string>): Promise<ReadFile | null> {
    const { name, path, itemIds } = file;
    const itemId = itemIds.find((id) => known.has(id));
    if (itemId === undefined) {
      const tried = itemIds.map((id) => `"${id}"`).join(' or ');
      return this.refuse(name, `There is no item ${tried}.`);
    }
    const other = this.fileOf.get(itemId);
    if (other !== undefined) return this.refuse(name, `The item "${itemId}" has a file already, ${other}.`);
    this.fileOf.set(itemId, name);
    try {
      const { size } = await stat(path);
      if (size > MOST_FILE_BYTES) {
        return await this.refuse(name, `It has ${size} bytes; at most ${MOST_FILE_BYTES} are read.`);
      }
      const bytes = await readFile(path);
      return { name, itemId, bytes, contentHash: createHash('sha256').update(bytes).digest('hex') };
    } catch (error) {
      return this.refuse(name, reasonOf(error));
    }
  }

  /** Images side by side; sounds one after the other, because each may unfold into a gigabyte before it is cut. */
  private async prepareAll(files: readonly ReadFile[]): Promise<(PreparedFile | null)[]> {
    if (this.options.encoder.input.medium === 'image') return Promise.all(files.map((file) => this.prepare(file)));
    const prepared: (PreparedFile | null)[] = [];
    for (const file of files) prepared.push(await this.prepare(file));
    return prepared;
  }

  private async prepare(file: ReadFile): Promise<PreparedFile | null> {
    try {
      return { ...file, prepared: await this.options.prepare(file.bytes) };
    } catch (error) {
      return this.refuse(file.name, `It cannot be read: ${reasonOf(error)}`);
    }
  }

  private async encode(files: readonly PreparedFile[]): Promise<void> {
    if (files.length === 0) return;
    const { store, encoder, nowMs, signal } = this.options;
    const records: MediaVectorRecord[] = [];
    for (const { file, vector } of await this.vectorsOf(files)) {
      const { itemId, contentHash } = file;
      const { medium } = encoder.input;
      records.push({ itemId, medium, encoder: encoder.version, contentHash, vector, readAt: nowMs() });
    }
    signal?.throwIfAborted();
    await store.save(records);
    this.encoded += records.length;
  }

  /** The vectors of some files; one that the encoder cannot take is refused by itself, and the others go on. */
  private async vectorsOf(files: readonly PreparedFile[]): Promise<{ file: PreparedFile; vector: Float32Array }[]> {
    const { encoder, signal } = this.options;
    try {
      const vectors = await encoder.encode(
        files.map(({ prepared }) => prepared),
        signal,
      );
      const rows = files.map((file, n) => ({ file, vector: vectors.slice(n * encoder.size, (n + 1) * encoder.size) }));
      const empty = rows.filter(({ vector }) => vector.every((value) => value === 0));
      for (const { file } of empty) await this.fail(file.name, 'The encoder gives nothing but zeros for it.');
      return rows.filter((row) => !empty.includes(row));
    } catch (error) {
      if (signal?.aborted === true || !(error instanceof IsthmusError)) throw error;
      if (files.length > 1) return (await Promise.all(files.map((file) => this.vectorsOf([file])))).flat();
      await this.fail(files[0].name, error.message);
      return [];
    }
  }

  private async refuse(name: string, reason: string): Promise<null> {
    await this.fail(name, reason);
    return null;
  }
}

function reasonOf(error: unknown): string {
  // Not `instanceof Error`: errors of native modules may come from another realm.
  const text =
    typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
  return text.split('\n')[0].trim();
}

import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Turns } from '../../domain/turns.js';

const entrySchema = z.strictObject({
  format: z.literal(1),
  /** SHA-256 of the text: what a crash or a bad disk has changed is taken for absent. */
  sha256: z.string(),
  text: z.string(),
});

const ENTRY_NAME = /^[0-9a-f]{64}\.json$/;
/** After a clean-up the folder is this full, so that the next entries do not each clean up again. */
const KEPT_SHARE = 0.8;
/** A file that was being written this long ago belongs to a process that died. */
const ABANDONED_AFTER_MS = 3_600_000;

export interface AnswerCacheOptions {
  readonly folder: string;
  /** The entries together may take this much; those used longest ago go first. */
  readonly maxBytes: number;
  /** Hears that the cache cannot be written: answers then cost again, and nothing else happens. */
  readonly warn: (message: string) => void;
}

/**
 * Answers of a model on disk, by the content of the question. An entry is there as a whole or not at all, and one that
 * is damaged counts as absent. Several processes may use one folder.
 */
export class AnswerCache {
  private readonly turns = new Turns();
  /** Null until the folder has been looked through. */
  private bytes: number | null = null;
  private hasWarned = false;

  constructor(private readonly options: AnswerCacheOptions) {}

  /** The key of a question: everything that the answer depends on goes in. */
  static key(question: unknown): string {
    return sha256(JSON.stringify(question));
  }

  /** The answer that is kept for this key, or null. */
  async get(key: string): Promise<string | null> {
    const path = this.pathOf(key);
    try {
      const entry = entrySchema.parse(JSON.parse(await readFile(path, 'utf8')));
      if (entry.sha256 !== sha256(entry.text)) return null;
      const now = new Date();
      await utimes(path, now, now);
      return entry.text;
    } catch {
      // Absent, damaged, or just deleted by another process: the question is asked again, and its entry replaced.
      return null;
    }
  }

  /** Keeps an answer; a disk that is full or read-only is told once and is no failure of the call. */
  async put(key: string, text: string): Promise<void> {
    await this.turns.take(async () => {
      try {
        await this.write(key, JSON.stringify({ format: 1, sha256: sha256(text), text }));
      } catch (error) {
        if (this.hasWarned) return;
        this.hasWarned = true;
        this.options.warn(`Answers of the language model cannot be kept in ${this.options.folder}: ${String(error)}`);
      }
    });
  }

  private async write(key: string, content: string): Promise<void> {
    const size = Buffer.byteLength(content);
    if (size > this.options.maxBytes) return;
    await mkdir(this.folderOf(key), { recursive: true });
    const temporary = join(this.folderOf(key), `.writing-${randomUUID()}`);
    try {
      await writeFile(temporary, content, { mode: 0o600 });
      await rename(temporary, this.pathOf(key));
    } finally {
      await rm(temporary, { force: true });
    }
    this.bytes = this.bytes === null ? await this.cleanUp() : this.bytes + size;
    if (this.bytes > this.options.maxBytes) this.bytes = await this.cleanUp();
  }

  /** Deletes what is beyond the limit, and what died processes have left; returns the bytes that remain. */
  private async cleanUp(): Promise<number> {
    const files = await this.files();
    let bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    if (bytes <= this.options.maxBytes) return bytes;
    files.sort((one, other) => one.usedAtMs - other.usedAtMs);
    for (const file of files) {
      if (bytes <= this.options.maxBytes * KEPT_SHARE) break;
      await rm(file.path, { force: true });
      bytes -= file.bytes;
    }
    return bytes;
  }

  private async files(): Promise<{ path: string; bytes: number; usedAtMs: number }[]> {
    const files = [];
    for (const entry of await readdir(this.options.folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const facts = await stat(path).catch(() => null);
      if (facts === null) continue;
      if (ENTRY_NAME.test(entry.name)) files.push({ path, bytes: facts.size, usedAtMs: facts.mtimeMs });
      else if (facts.mtimeMs < Date.now() - ABANDONED_AFTER_MS) await rm(path, { force: true });
    }
    return files;
  }

  private folderOf(key: string): string {
    return join(this.options.folder, key.slice(0, 2));
  }

  private pathOf(key: string): string {
    return join(this.folderOf(key), `${key}.json`);
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

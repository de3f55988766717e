import { link, mkdir, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname } from 'node:path';
import { z } from 'zod';
import { IsthmusError } from '../../domain/errors.js';
import { errorCode } from '../../models/store/error-code.js';
import { notSaved } from '../../models/store/not-saved.js';

const holderSchema = z.object({ runId: z.string(), pid: z.number().int(), host: z.string(), startedAtMs: z.number() });

/** Which training holds a lock, and in which process. */
type Holder = z.infer<typeof holderSchema>;

const TOUCH_MS = 20_000;
/** A lock of another machine is taken for a dead one's when nobody has touched it for so long. */
const ABANDONED_AFTER_MS = 600_000;

/** The locks of this process: one that names its process id but is not here was left by a dead one with the same id. */
const held = new Set<string>();

/** Does the work while no other training of the same data folder runs, in whatever process; else TRAINING_RUNNING. */
export async function withTrainingLock<T>(path: string, runId: string, work: () => Promise<T>): Promise<T> {
  await take(path, { runId, pid: process.pid, host: hostname(), startedAtMs: Date.now() });
  const touch = setInterval(() => {
    // A lock that somebody has deleted is none of ours any more.
    utimes(path, new Date(), new Date()).catch(() => undefined);
  }, TOUCH_MS);
  touch.unref();
  try {
    return await work();
  } finally {
    clearInterval(touch);
    held.delete(path);
    await rm(path, { force: true });
  }
}

/** The id of the training that holds a lock, or null when none does. */
export async function lockedRun(path: string): Promise<string | null> {
  const text = await contentOf(path);
  return text !== null && (await isAlive(path, text)) ? (holderOf(text)?.runId ?? null) : null;
}

async function take(path: string, mine: Holder): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  if (await create(path, mine)) return;
  const text = await contentOf(path);
  if (text !== null && (await isAlive(path, text))) throw running(path, text);
  if (text !== null) await takeAway(path, text);
  if (!(await create(path, mine))) throw running(path, await contentOf(path));
}

async function create(path: string, mine: Holder): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    held.add(path);
    try {
      await file.writeFile(JSON.stringify(mine));
    } catch (error) {
      held.delete(path);
      await rm(path, { force: true });
      throw error;
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw notSaved(path, error);
  }
}

/** Takes a dead lock away; of two that try, one may have been too late and holds a live one, which goes back. */
async function takeAway(path: string, text: string): Promise<void> {
  const aside = `${path}.${process.pid}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw error;
  }
  if ((await contentOf(aside)) !== text) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

async function isAlive(path: string, text: string): Promise<boolean> {
  const holder = holderOf(text);
  // Without content it has just been created and is about to be written.
  if (holder === null) return (await untouchedMs(path)) < TOUCH_MS;
  if (holder.host !== hostname()) return (await untouchedMs(path)) < ABANDONED_AFTER_MS;
  return holder.pid === process.pid ? held.has(path) : isProcessAlive(holder.pid);
}

async function untouchedMs(path: string): Promise<number> {
  const facts = await stat(path).catch(() => null);
  return facts === null ? Number.POSITIVE_INFINITY : Date.now() - facts.mtimeMs;
}

function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

async function contentOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function holderOf(text: string): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function running(path: string, text: string | null): IsthmusError {
  const holder = holderOf(text ?? '');
  const since = holder === null ? '' : ` since ${new Date(holder.startedAtMs).toISOString()}`;
  const who = holder === null ? 'Another training' : `The training ${holder.runId} (process ${holder.pid})`;
  return new IsthmusError(
    'TRAINING_RUNNING',
    `${who} has been running${since}. Wait for its end, or stop it; if none runs, delete ${basename(path)} in the folder of the models.`,
  );
}

import { type FileHandle, open, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { IsthmusError } from '../../domain/errors.js';
import type { EpochFacts, TrainingFacts } from '../../domain/trained-models.js';

/** Anything that JSON can hold. */
export type Json = z.infer<ReturnType<typeof z.json>>;

/** What is known of a training before its first step. */
export type TrainingStart = Pick<TrainingFacts, 'id' | 'model' | 'startedAtMs' | 'seed'> & { readonly settings: Json };

const figures = z.record(z.string(), z.number());

const lineSchema = z.discriminatedUnion('event', [
  z.strictObject({
    event: z.literal('start'),
    id: z.string(),
    model: z.string(),
    startedAtMs: z.number(),
    seed: z.number(),
    settings: z.json(),
  }),
  z.strictObject({
    event: z.literal('epoch'),
    phase: z.string(),
    epoch: z.number().int().positive(),
    seconds: z.number().nonnegative(),
    examples: z.number().int().nonnegative(),
    learningRate: z.number(),
    train: figures,
    valid: figures,
  }),
  z.strictObject({
    event: z.literal('end'),
    status: z.enum(['finished', 'failed', 'stopped']),
    endedAtMs: z.number(),
    message: z.string().nullable(),
  }),
]);

type Line = z.infer<typeof lineSchema>;

/** Writes the history of a training as JSON lines while it goes on, so that it can be watched and survives a kill. */
export class TrainingLog {
  private constructor(private readonly file: FileHandle) {}

  /** Begins a log, or goes on with one whose training is resumed: a line that a kill cut off is dropped first. */
  static async open(path: string, start: TrainingStart): Promise<TrainingLog> {
    const file = await open(path, 'a+');
    const log = new TrainingLog(file);
    try {
      const text = await file.readFile();
      await file.truncate(text.lastIndexOf('\n') + 1);
      await log.write({ event: 'start', ...start });
    } catch (error) {
      await file.close();
      throw error;
    }
    return log;
  }

  /** Adds an epoch; one that was there already, because a resumed training repeats it, is replaced. */
  async epoch(phase: string, record: EpochFacts): Promise<void> {
    await this.write({ event: 'epoch', phase, ...record, train: { ...record.train }, valid: { ...record.valid } });
  }

  /** Says how the training ended and closes the log. */
  async end(status: 'finished' | 'failed' | 'stopped', endedAtMs: number, message: string | null): Promise<void> {
    try {
      await this.write({ event: 'end', status, endedAtMs, message });
    } finally {
      await this.file.close();
    }
  }

  private async write(line: Line): Promise<void> {
    await this.file.appendFile(`${JSON.stringify(line)}\n`);
  }
}

/** Reads a log, also one that is being written. */
export async function readTrainingRun(path: string): Promise<TrainingFacts> {
  return parseTrainingRun(await readFile(path, 'utf8'), path);
}

/** Puts the lines of a log together; `place` names it in errors. A last line without its end is not read. */
export function parseTrainingRun(text: string, place: string): TrainingFacts {
  const lines = text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .slice(0, -1);
  let start: TrainingStart | null = null;
  let end: { status: TrainingFacts['status']; endedAtMs: number | null; message: string | null } = RUNNING;
  const phases = new Map<string, Map<number, EpochFacts>>();
  for (const [n, content] of lines.entries()) {
    const line = parseLine(content, `${place}, line ${n + 1}`);
    if (line.event === 'start') {
      const { event, ...facts } = line;
      start ??= facts;
      end = RUNNING;
    } else if (line.event === 'epoch') {
      const { event, phase, ...record } = line;
      const epochs = phases.get(phase) ?? new Map<number, EpochFacts>();
      phases.set(phase, epochs.set(record.epoch, record));
    } else {
      const { event, ...facts } = line;
      end = facts;
    }
  }
  if (start === null) throw new IsthmusError('MODEL_INVALID', `${place} is not the log of a training: it is empty.`);
  return {
    ...start,
    ...end,
    phases: Array.from(phases, ([name, epochs]) => ({ name, epochs: [...epochs.values()] })),
  };
}

const RUNNING = { status: 'running', endedAtMs: null, message: null } as const;

function parseLine(content: string, place: string): Line {
  try {
    return lineSchema.parse(JSON.parse(content));
  } catch (cause) {
    throw new IsthmusError(
      'MODEL_INVALID',
      `${place} does not belong to the log of a training. Delete the file, or put it back from a copy.`,
      { cause },
    );
  }
}

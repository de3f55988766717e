import { createReadStream } from 'node:fs';
import { CsvError, parse } from 'csv-parse';
import { z } from 'zod';
import { IsthmusError } from '../../domain/errors.js';

const MAX_RECORD_BYTES = 10_000_000;
const rowSchema = z.object({ user: z.string().min(1), item: z.string().min(1), negatives: z.string() });

/** A row of a file of frozen negatives. */
export interface FrozenList {
  readonly userId: string;
  readonly itemId: string;
  readonly negativeItemIds: readonly string[];
}

/**
 * Reads frozen negatives: user, test item, and item ids separated by spaces. Negatives that leave out the prefix of
 * the test item's id ("sport:" of "sport:12") get it.
 */
export async function readNegatives(path: string): Promise<FrozenList[]> {
  const queries: FrozenList[] = [];
  for await (const { user, item, negatives } of rowsOf(path)) {
    const prefix = item.slice(0, item.lastIndexOf(':') + 1);
    const ids = negatives.split(' ').filter((id) => id !== '');
    queries.push({
      userId: user,
      itemId: item,
      negativeItemIds: ids.map((id) => (id.includes(':') ? id : prefix + id)),
    });
  }
  return queries;
}

async function* rowsOf(path: string): AsyncGenerator<z.infer<typeof rowSchema>> {
  const parser = parse({ columns: true, bom: true, info: true, max_record_size: MAX_RECORD_BYTES });
  const file = createReadStream(path).on('error', (error) => parser.destroy(error));
  try {
    for await (const { record, info } of file.pipe(parser)) {
      const parsed = rowSchema.safeParse(record);
      if (!parsed.success) throw unreadable(`${path}, line ${info.lines}, lacks a user, an item or negatives`);
      yield parsed.data;
    }
  } catch (cause) {
    if (cause instanceof IsthmusError) throw cause;
    throw unreadable(cause instanceof CsvError ? `${path}: ${cause.message}` : `${path} cannot be read`, cause);
  }
}

function unreadable(message: string, cause?: unknown): IsthmusError {
  const columns = 'Frozen negatives are a CSV file with the columns user, item and negatives.';
  return new IsthmusError('INGEST_SOURCE_INVALID', `${message}. ${columns}`, { cause });
}

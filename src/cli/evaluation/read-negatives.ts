import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { z } from 'zod';
import type { FrozenQuery } from '../../recommend/evaluation/evaluation-task.js';

const MAX_RECORD_BYTES = 10_000_000;
const rowSchema = z.object({ user: z.string().min(1), item: z.string().min(1), negatives: z.string() });

/**
 * Reads frozen negatives: user, test item, and item ids separated by spaces. Negatives that leave out the prefix of
 * the test item's id ("sport:" of "sport:12") get it.
 */
export async function readNegatives(path: string): Promise<FrozenQuery[]> {
  const rows = createReadStream(path).pipe(parse({ columns: true, bom: true, max_record_size: MAX_RECORD_BYTES }));
  const queries: FrozenQuery[] = [];
  for await (const row of rows) {
    const { user, item, negatives } = rowSchema.parse(row);
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

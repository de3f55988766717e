import type { z } from 'zod';
import { IsthmusError } from '../domain/errors.js';

/** An opaque mark of a place in a list: which list it belongs to, and the sort key of the entry there. */
export function encodeCursor(list: string, key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify([list, ...key]), 'utf8').toString('base64url');
}

/** The sort key in a cursor; throws INVALID_CURSOR when it is malformed or belongs to another list. */
export function decodeCursor<Key>(list: string, schema: z.ZodType<Key>, cursor: string): Key {
  const content = parsed(cursor);
  if (Array.isArray(content) && content[0] === list) {
    const key = schema.safeParse(content.slice(1));
    if (key.success) return key.data;
  }
  throw new IsthmusError(
    'INVALID_CURSOR',
    `\`after\` is no cursor of the list "${list}". Pass the \`endCursor\` of the page before just as it came, or leave it out.`,
  );
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

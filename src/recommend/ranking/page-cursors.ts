import { IsthmusError } from '../../domain/errors.js';
import { hashText } from './item-hashes.js';
import type { TokenSigner } from './token-signer.js';

const PURPOSE = 'cursor';
const HASH_BYTES = 4;
/** Paging ends after so many items: a cursor carries four bytes for each of them. */
export const MOST_PAGED_ITEMS = 1000;

/**
 * Cursors that say what has been shown. A page ranks afresh and leaves out what the cursor names, so paging goes on
 * without repeats even when feedback came between two pages and moved everything. Two of a catalogue's items share a
 * hash so rarely that leaving out one too many does not matter.
 */
export class PageCursors {
  constructor(private readonly signer: TokenSigner) {}

  /** What has been shown before the page that a cursor asks for; empty for the first page. */
  read(query: string, after: string | null): number[] {
    if (after === null) return [];
    const content = this.signer.read(PURPOSE, after);
    if (content === null || content.byteLength % HASH_BYTES !== 0 || content.byteLength < 2 * HASH_BYTES) {
      throw new IsthmusError(
        'INVALID_CURSOR',
        'The cursor in "after" is malformed. Pass the cursor of an edge of the previous page, unchanged.',
      );
    }
    if (content.readUInt32LE(0) !== hashText(query)) {
      throw new IsthmusError(
        'INVALID_CURSOR',
        'The cursor in "after" belongs to another query. Keep all arguments but "first" as they were, or start again without it.',
      );
    }
    const shown: number[] = [];
    for (let at = HASH_BYTES; at < content.byteLength; at += HASH_BYTES) shown.push(content.readUInt32LE(at));
    return shown;
  }

  /**
   * The cursors of a page's items by their place; each names all that has been shown up to and with its item. Most
   * answers are read without their cursors, so each is only signed when it is asked for.
   */
  issue(query: string, shown: readonly number[], page: readonly number[]): (place: number) => string {
    const content = Buffer.alloc((1 + shown.length + page.length) * HASH_BYTES);
    content.writeUInt32LE(hashText(query), 0);
    for (const [n, hash] of [...shown, ...page].entries()) content.writeUInt32LE(hash, (1 + n) * HASH_BYTES);
    return (place) => this.signer.sign(PURPOSE, content.subarray(0, (2 + shown.length + place) * HASH_BYTES));
  }
}

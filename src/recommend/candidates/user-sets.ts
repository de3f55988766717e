import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import type { Projection } from '../../graph/projection/projection.js';

const BITS = 32;
/** Room for the sets that are kept, in words of 32 bits: 16 MB. */
const MOST_WORDS = 4_000_000;

/**
 * The users who like an item as a set of bits, kept until the projection changes: how many like two items is then a
 * look at the rarer item's users, or a comparison of the words when that is less. Hot loops.
 */
export class UserSets {
  private sets = new Map<number, Uint32Array>();
  private words = 0;
  private projection: Projection | null = null;
  private version = -1;

  /** How many users other than `user` (-1 for none) like both items. */
  countOfBoth(projection: Projection, item: number, other: number, user: number): number {
    const { itemUsers } = projection;
    if (item >= itemUsers.rowCount || other >= itemUsers.rowCount) return 0;
    const isRarer = itemUsers.degree(item) < itemUsers.degree(other);
    const [rare, common] = isRarer ? [item, other] : [other, item];
    const set = this.of(projection, common);
    const count =
      itemUsers.degree(rare) <= set.length
        ? countMembers(itemUsers, rare, set)
        : countCommonBits(this.of(projection, rare), set);
    return count - (user >= 0 && has(set, user) && projection.userItems.has(user, rare) ? 1 : 0);
  }

  private of(projection: Projection, item: number): Uint32Array {
    const length = Math.ceil(projection.users.size / BITS);
    if (this.projection !== projection || this.version !== projection.version || this.words + length > MOST_WORDS) {
      this.projection = projection;
      this.version = projection.version;
      this.sets = new Map();
      this.words = 0;
    }
    let set = this.sets.get(item);
    if (set === undefined) {
      set = new Uint32Array(length);
      const { starts, ends, targets } = projection.itemUsers;
      const end = ends[item];
      for (let k = starts[item]; k < end; k++) set[targets[k] >>> 5] |= 1 << (targets[k] & 31);
      this.sets.set(item, set);
      this.words += length;
    }
    return set;
  }
}

function has(set: Uint32Array, user: number): boolean {
  return ((set[user >>> 5] >>> (user & 31)) & 1) === 1;
}

function countMembers({ starts, ends, targets }: SparseMatrix, row: number, set: Uint32Array): number {
  let count = 0;
  const end = ends[row];
  for (let k = starts[row]; k < end; k++) count += (set[targets[k] >>> 5] >>> (targets[k] & 31)) & 1;
  return count;
}

/** Counts the bits of a word by adding neighbours: pairs, then fours, then bytes (Warren, Hacker's Delight, 5-1). */
function countCommonBits(a: Uint32Array, b: Uint32Array): number {
  let count = 0;
  for (let n = 0; n < a.length; n++) {
    let word = a[n] & b[n];
    word = (word - ((word >>> 1) & 0x55555555)) | 0;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}

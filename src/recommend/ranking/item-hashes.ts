import type { Projection } from '../../graph/projection/projection.js';

/** A 32-bit hash of a text (FNV-1a over UTF-16 units). Not a secret and not collision-free. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let n = 0; n < text.length; n++) hash = Math.imul(hash ^ text.charCodeAt(n), 0x01000193);
  // FNV's last characters hardly reach the high bits; this mixes them (MurmurHash3's finaliser).
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The hash of every item id by item number, computed once an item. */
export class ItemHashes {
  private hashes = new Uint32Array(0);
  private count = 0;

  constructor(private readonly projection: Projection) {}

  of(item: number): number {
    this.catchUp();
    return this.hashes[item];
  }

  /** The numbers of the items with one of the hashes. */
  itemsWith(hashes: ReadonlySet<number>): number[] {
    this.catchUp();
    const items: number[] = [];
    if (hashes.size === 0) return items;
    for (let item = 0; item < this.count; item++) if (hashes.has(this.hashes[item])) items.push(item);
    return items;
  }

  private catchUp(): void {
    const { items } = this.projection;
    if (this.count === items.size) return;
    if (this.hashes.length < items.size) {
      const grown = new Uint32Array(Math.ceil(items.size * 1.2));
      grown.set(this.hashes);
      this.hashes = grown;
    }
    for (; this.count < items.size; this.count++) this.hashes[this.count] = hashText(items.idOf(this.count));
  }
}

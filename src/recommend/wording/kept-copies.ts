import type { WordedCopy } from '../../llm/wording/model-wording.js';

/** Personal words that a model wrote, in memory only and never more than so many: the longest unused goes first. */
export class KeptCopies {
  private readonly copies = new Map<string, WordedCopy>();

  constructor(private readonly maxCopies: number) {}

  get(key: string): WordedCopy | undefined {
    const known = this.copies.get(key);
    if (known === undefined) return undefined;
    this.copies.delete(key);
    this.copies.set(key, known);
    return known;
  }

  set(key: string, copy: WordedCopy): void {
    this.copies.delete(key);
    this.copies.set(key, copy);
    if (this.copies.size <= this.maxCopies) return;
    for (const oldest of this.copies.keys()) {
      this.copies.delete(oldest);
      return;
    }
  }
}

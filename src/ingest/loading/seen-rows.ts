import { printText } from './text-print.js';

/** Where a row stands. */
interface RowPlace {
  readonly file: string;
  readonly line: number;
}

/** Whether a row is new, says again what an earlier one said, or contradicts it. */
type Sighting =
  | { readonly type: 'first' }
  | { readonly type: 'same' }
  | { readonly type: 'different'; readonly earlier: RowPlace };

/** Words a row takes: 64 bits of its key, 32 of its content, its file (from 1, as 0 marks a free place) and line. */
const WORDS = 5;
const FILE_WORD = 3;
const MAX_LOAD = 0.7;

/**
 * Remembers which rows were seen, in 20 bytes each, whatever their length: a hash table in one typed array. Keys are
 * told apart by 64 bits; among ten million rows two share them with a chance of one in 300,000.
 */
export class SeenRows {
  private words = new Uint32Array(1024 * WORDS);
  private count = 0;
  private readonly print = new Uint32Array(2);
  private readonly files: string[] = [];

  /** Looks a row up by its key and remembers it when it is the first. */
  see(key: string, content: string, place: RowPlace): Sighting {
    if (this.count >= (this.words.length / WORDS) * MAX_LOAD) this.grow();
    printText(content, this.print);
    const contentWord = this.print[0];
    printText(key, this.print);
    const [low, high] = this.print;
    const at = this.placeOf(this.words, low, high);
    if (this.words[at + FILE_WORD] !== 0) {
      if (this.words[at + 2] === contentWord) return { type: 'same' };
      const file = this.files[this.words[at + FILE_WORD] - 1];
      return { type: 'different', earlier: { file, line: this.words[at + 4] } };
    }
    this.words[at] = low;
    this.words[at + 1] = high;
    this.words[at + 2] = contentWord;
    this.words[at + FILE_WORD] = this.fileNumber(place.file);
    this.words[at + 4] = place.line;
    this.count += 1;
    return { type: 'first' };
  }

  /** Whether a row with this key was seen. */
  has(key: string): boolean {
    printText(key, this.print);
    return this.words[this.placeOf(this.words, this.print[0], this.print[1]) + FILE_WORD] !== 0;
  }

  private fileNumber(file: string): number {
    if (this.files.at(-1) !== file) this.files.push(file);
    return this.files.length;
  }

  /** Where the key is, or the free place where it would go. */
  private placeOf(words: Uint32Array, low: number, high: number): number {
    const slots = words.length / WORDS;
    for (let slot = low % slots; ; slot = (slot + 1) % slots) {
      const at = slot * WORDS;
      if (words[at + FILE_WORD] === 0 || (words[at] === low && words[at + 1] === high)) return at;
    }
  }

  private grow(): void {
    const larger = new Uint32Array(this.words.length * 2);
    for (let at = 0; at < this.words.length; at += WORDS) {
      if (this.words[at + FILE_WORD] === 0) continue;
      const to = this.placeOf(larger, this.words[at], this.words[at + 1]);
      larger.set(this.words.subarray(at, at + WORDS), to);
    }
    this.words = larger;
  }
}

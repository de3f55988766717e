import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import type { History, WalkContext } from './candidate-channel.js';
import { sortedEntry } from './sparse-entry.js';

/** How many liked items are looked at closely for each path that is wanted. */
const CLOSER_LOOKS = 2;

/** A place of the history, and what a matrix holds between its item and another one. */
export interface PlaceEntry {
  readonly place: number;
  readonly entry: number;
}

/** Finds the liked items that stand behind an item in a fitted matrix. Keeps the history's places for one request. */
export class HistoryLookup {
  private knownFor: History | null = null;
  /** By item number: the item's place in the history plus one, 0 for the others. */
  private places = new Int32Array(0);

  /** The place of an item in the history, or -1. */
  placesOf({ projection, history }: WalkContext): Int32Array {
    if (this.knownFor === history && this.places.length >= projection.items.size) return this.places;
    if (this.places.length < projection.items.size)
      this.places = new Int32Array(Math.ceil(projection.items.size * 1.2));
    else this.places.fill(0);
    for (let n = 0; n < history.length; n++) this.places[history.items[n]] = n + 1;
    this.knownFor = history;
    return this.places;
  }

  /**
   * The places of the history whose rows hold the most for a column, with what they hold. It reads the item's own
   * row, because similarities are nearly symmetric and one row is read faster than a hundred are searched, and then
   * takes the true entries of the best; an entry that only the other row has kept is missed.
   */
  strongest(matrix: SparseMatrix, context: WalkContext, item: number, limit: number): PlaceEntry[] {
    if (item >= matrix.rowCount) return [];
    const { history } = context;
    const places = this.placesOf(context);
    const start = matrix.starts[item];
    const count = matrix.ends[item] - start;
    const { targets, weights } = matrix;
    const { strengths } = history;
    const wanted = limit * CLOSER_LOOKS;
    const best: number[] = [];
    const parts: number[] = [];
    for (let k = start; k < start + count; k++) {
      const place = places[targets[k]] - 1;
      if (place < 0) continue;
      const part = weights[k] * strengths[place];
      if (!(part > 0) || (best.length === wanted && part <= parts[wanted - 1])) continue;
      let at = Math.min(best.length, wanted - 1);
      for (; at > 0 && parts[at - 1] < part; at--) {
        parts[at] = parts[at - 1];
        best[at] = best[at - 1];
      }
      parts[at] = part;
      best[at] = place;
    }
    const found: PlaceEntry[] = [];
    for (const place of best) {
      const entry = sortedEntry(matrix, history.items[place], item);
      if (entry > 0) found.push({ place, entry });
    }
    return found;
  }
}

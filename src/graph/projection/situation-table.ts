import { facetsOfText } from '../records/situation-text.js';
import { IdIndex } from './id-index.js';

/**
 * The situations that events happened in, numbered as they come: the facets of a situation are decoded once, so that
 * comparing the situations of events compares numbers. Nothing is ever taken out, so numbers never change.
 */
export class SituationTable {
  /** The names of the facets. */
  readonly facets = new IdIndex();
  private readonly index = new IdIndex();
  /** By facet: its values. */
  private readonly values: IdIndex[] = [];
  /** By facet: the value number of each situation plus one, 0 where the situation lacks the facet. */
  private readonly codes: Int32Array[] = [];

  /** How many situations there are. */
  get size(): number {
    return this.index.size;
  }

  /** The number of a situation by its text (situationText); a new one gets the next number. */
  add(text: string): number {
    const known = this.index.indexOf(text);
    if (known >= 0) return known;
    const situation = this.index.add(text);
    for (const [name, value] of facetsOfText(text)) {
      const facet = this.facets.add(name);
      if (facet === this.values.length) {
        this.values.push(new IdIndex());
        this.codes.push(new Int32Array(0));
      }
      if (this.codes[facet].length <= situation) this.codes[facet] = grown(this.codes[facet], situation + 1);
      this.codes[facet][situation] = this.values[facet].add(value) + 1;
    }
    return situation;
  }

  textOf(situation: number): string {
    return this.index.idOf(situation);
  }

  /** The texts of all situations by number. */
  texts(): string[] {
    return Array.from({ length: this.index.size }, (_, situation) => this.index.idOf(situation));
  }

  /** The value number that a situation has of a facet; -1 for none, and for the situation -1. */
  valueOf(situation: number, facet: number): number {
    const codes = this.codes[facet];
    return situation < 0 || situation >= codes.length ? -1 : codes[situation] - 1;
  }

  /** The numbered values of a facet. */
  valuesOf(facet: number): IdIndex {
    return this.values[facet];
  }

  /** A situation by facet: the value number of each, -1 where the facet is missing or its value was never seen. */
  encode(facets: Iterable<readonly [name: string, value: string]>): Int32Array {
    const encoded = new Int32Array(this.facets.size).fill(-1);
    for (const [name, value] of facets) {
      const facet = this.facets.indexOf(name);
      if (facet >= 0) encoded[facet] = this.values[facet].indexOf(value);
    }
    return encoded;
  }

  /** The situation of that number by facet, as `encode` gives it. */
  facetsOf(situation: number): Int32Array {
    return Int32Array.from({ length: this.facets.size }, (_, facet) => this.valueOf(situation, facet));
  }
}

function grown(codes: Int32Array, atLeast: number): Int32Array {
  const larger = new Int32Array(Math.max(atLeast, Math.ceil(codes.length * 1.5)));
  larger.set(codes);
  return larger;
}

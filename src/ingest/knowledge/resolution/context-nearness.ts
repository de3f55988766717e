import { seededRandom } from '../../../domain/random.js';

/** Texts as vectors of length 1, row after row; all zeros for a text that says nothing. */
export interface TextVectors {
  readonly vectors: Float32Array;
  /** Numbers a vector. */
  readonly size: number;
}

/** Makes vectors of texts: a text encoder as entity resolution needs it. */
export type EncodeTexts = (texts: readonly string[], signal?: AbortSignal) => Promise<TextVectors>;

const COMPARED_PAIRS = 5_000;
/** With fewer texts nobody can say what is near here. */
const FEWEST_TEXTS = 10;
/** Where all texts are nearly as alike, small differences say little. */
const LEAST_DEVIATION = 0.05;

/**
 * How much nearer two texts are than any two of the same graph, in standard deviations of the cosine. So one threshold
 * serves encoders whose cosines differ, and catalogues about one thing or about many.
 */
export class ContextNearness {
  private constructor(
    private readonly rows: ReadonlyMap<string, number>,
    private readonly encoded: TextVectors,
    private readonly mean: number,
    private readonly deviation: number,
  ) {}

  /** Encodes texts by the ids of what they are about; empty ones are left out. */
  static async of(
    texts: ReadonlyMap<string, string>,
    encode: EncodeTexts,
    signal?: AbortSignal,
  ): Promise<ContextNearness> {
    const told = [...texts].filter(([, text]) => text.trim() !== '');
    const encoded = await encode(
      told.map(([, text]) => text),
      signal,
    );
    const rows = new Map(told.map(([id], row) => [id, row]));
    const cosines = told.length < FEWEST_TEXTS ? [] : someCosines(encoded, told.length);
    const mean = cosines.reduce((sum, value) => sum + value, 0) / Math.max(1, cosines.length);
    const variance = cosines.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, cosines.length);
    const deviation = cosines.length === 0 ? Infinity : Math.max(LEAST_DEVIATION, Math.sqrt(variance));
    return new ContextNearness(rows, encoded, mean, deviation);
  }

  /** Null when nothing is known of one of them, or of too few others. */
  between(first: string, second: string): number | null {
    const [a, b] = [this.rows.get(first), this.rows.get(second)];
    if (a === undefined || b === undefined || this.deviation === Infinity) return null;
    return (cosine(this.encoded, a, b) - this.mean) / this.deviation;
  }
}

function someCosines(encoded: TextVectors, count: number): number[] {
  const random = seededRandom(1);
  return Array.from({ length: COMPARED_PAIRS }, () => {
    const first = Math.floor(random() * count);
    const second = (first + 1 + Math.floor(random() * (count - 1))) % count;
    return cosine(encoded, first, second);
  });
}

function cosine({ vectors, size }: TextVectors, first: number, second: number): number {
  let product = 0;
  for (let k = 0; k < size; k++) product += vectors[first * size + k] * vectors[second * size + k];
  return product;
}

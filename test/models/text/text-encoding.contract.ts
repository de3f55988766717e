import fc from 'fast-check';
import type { TextEncoding } from '../../../src/models/text/text-encoding.js';

/** What every text encoder promises, tried on texts of one subject and of another, which it has to tell apart. */
export function textEncodingContract(
  name: string,
  open: () => Promise<TextEncoding>,
  texts: { readonly like: readonly [string, string]; readonly unlike: string },
): void {
  describe(`the text encoder: ${name}`, () => {
    let encoding: TextEncoding;
    beforeAll(async () => {
      encoding = await open();
    });
    afterAll(() => encoding.release());

    test('has a version that is the same whenever the same encoder is opened', async () => {
      const again = await open();
      expect(again.version).toBe(encoding.version);
      expect(again.size).toBe(encoding.size);
      await again.release();
    });

    test('gives one vector of length 1 a text, and the same one again', async () => {
      const vectors = await encoding.encode([...texts.like, texts.unlike]);
      expect(vectors).toHaveLength(3 * encoding.size);
      for (const row of rowsOf(vectors, encoding.size)) expect(Math.hypot(...row)).toBeCloseTo(1, 4);
      expect(await encoding.encode([...texts.like, texts.unlike])).toEqual(vectors);
    });

    test('puts texts on one subject nearer than others', async () => {
      const [a, b, c] = rowsOf(await encoding.encode([...texts.like, texts.unlike]), encoding.size);
      expect(dot(a, b)).toBeGreaterThan(dot(a, c) + 0.1);
    });

    test('gives zeros for an empty text and nothing for none', async () => {
      const [empty, blank, filled] = rowsOf(await encoding.encode(['', ' \n ', texts.unlike]), encoding.size);
      expect(Math.max(...empty, ...blank)).toBe(0);
      expect(Math.hypot(...filled)).toBeCloseTo(1, 4);
      expect(await encoding.encode([])).toHaveLength(0);
    });

    test('reads a text of 5 MB in no more time than it needs for its beginning', async () => {
      const start = performance.now();
      const vector = await encoding.encode([`${texts.unlike} `.repeat(Math.ceil(5e6 / texts.unlike.length))]);
      expect(performance.now() - start).toBeLessThan(3_000);
      expect(vector.every(Number.isFinite)).toBe(true);
    });

    test('gives finite numbers for any text', async () => {
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (text) => {
          expect((await encoding.encode([text])).every(Number.isFinite)).toBe(true);
        }),
        { numRuns: 30 },
      );
    });

    test('stops when nobody waits any longer', async () => {
      const texts = Array.from({ length: 3_000 }, (_, n) => `text ${n}`);
      await expect(encoding.encode(texts, AbortSignal.abort())).rejects.toThrow();
    });
  });
}

function rowsOf(vectors: Float32Array, size: number): number[][] {
  return Array.from({ length: vectors.length / size }, (_, n) => [...vectors.subarray(n * size, (n + 1) * size)]);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x, k) => sum + x * b[k], 0);
}

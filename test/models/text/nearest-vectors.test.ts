import fc from 'fast-check';
import { seededRandom } from '../../../src/domain/random.js';
import { nearestVectors } from '../../../src/models/text/nearest-vectors.js';
import { toUnitLength } from '../../../src/models/text/unit-length.js';

const search = (vectors: Float32Array, size: number, neighbours: number) =>
  nearestVectors(vectors, size, { neighbours, signal: undefined });

function cosine(vectors: Float32Array, size: number, a: number, b: number): number {
  let product = 0;
  for (let k = 0; k < size; k++) product += vectors[a * size + k] * vectors[b * size + k];
  return product;
}

test('each row has its nearest ones, by how far they are nearer than two arbitrary rows', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer(),
      fc.integer({ min: 2, max: 30 }),
      fc.integer({ min: 1, max: 6 }),
      async (seed, count, most) => {
        const random = seededRandom(seed);
        const size = 5;
        const vectors = toUnitLength(
          Float32Array.from({ length: count * size }, () => random() - 0.2),
          size,
        );
        const nearest = await search(vectors, size, most);
        const all = Array.from({ length: count }, (_, a) =>
          Array.from({ length: count }, (_, b) => (a === b ? Number.NaN : cosine(vectors, size, a, b))),
        );
        const mean = Math.max(0, all.flat().reduce((sum, x) => sum + (x || 0), 0) / (count * (count - 1)));
        for (let row = 0; row < count; row++) {
          const columns = [...nearest.targets.subarray(nearest.starts[row], nearest.ends[row])];
          expect(columns).toEqual([...new Set(columns)].sort((a, b) => a - b));
          expect(columns.length).toBeLessThanOrEqual(most);
          for (let k = nearest.starts[row]; k < nearest.ends[row]; k++) {
            expect(nearest.weights[k]).toBeCloseTo((all[row][nearest.targets[k]] - mean) / (1 - mean), 4);
          }
          const left = all[row].filter((_, column) => column !== row && !columns.includes(column));
          const least = columns.length < most ? mean : Math.min(...columns.map((column) => all[row][column]));
          for (const other of left) expect(other).toBeLessThanOrEqual(least + 1e-5);
        }
      },
    ),
    { numRuns: 15 },
  );
});

test('vectors that all point one way are told apart, and those of nothing are like nothing', async () => {
  // Two pairs, and far more that all four have in common.
  const rows = [
    [5, 1, 0],
    [5, 1.1, 0],
    [5, 0, 1],
    [5, 0, 1.1],
    [0, 0, 0],
  ];
  const nearest = await search(toUnitLength(Float32Array.from(rows.flat()), 3), 3, 10);
  const columnsOf = (row: number) => [...nearest.targets.subarray(nearest.starts[row], nearest.ends[row])];
  expect([0, 1, 2, 3, 4].map(columnsOf)).toEqual([[1], [0], [3], [2], []]);
});

test('nothing is near where there is nothing, and a search can be stopped', async () => {
  expect((await search(new Float32Array(0), 0, 5)).rowCount).toBe(0);
  expect((await search(Float32Array.of(1, 0), 2, 5)).targets).toHaveLength(0);
  const stop = new AbortController();
  stop.abort(new Error('stopped'));
  await expect(nearestVectors(Float32Array.of(1, 0), 1, { neighbours: 1, signal: stop.signal })).rejects.toThrow(
    'stopped',
  );
});

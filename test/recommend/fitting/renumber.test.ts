import fc from 'fast-check';
import { IdIndex } from '../../../src/graph/projection/id-index.js';
import { renumbering, renumberMatrix, renumberVectors } from '../../../src/recommend/fitting/renumber.js';
import { dense, randomMatrix } from '../../models/random-matrix.js';

function indexOf(ids: readonly string[]): IdIndex {
  const index = new IdIndex();
  for (const id of ids) index.add(id);
  return index;
}

/** Ids at the time of a fit, and the ids of a later start: in another order, some gone, some new. */
const moves = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 15 }).chain((numbers) =>
  fc.record({
    fitted: fc.constant(numbers.map(String)),
    now: fc.shuffledSubarray([...numbers.map(String), 'new1', 'new2', 'new3']),
    seed: fc.integer(),
  }),
);

test('nothing has to be done while every fitted id has its number, also when others came after them', () => {
  expect(renumbering(['a', 'b'], indexOf(['a', 'b']))).toBeNull();
  expect(renumbering(['a', 'b'], indexOf(['a', 'b', 'c']))).toBeNull();
  expect(renumbering([], indexOf(['a']))).toBeNull();
});

test('an id that is gone or deleted has the number -1', () => {
  const index = indexOf(['c', 'b', 'a']);
  index.remove('b');
  expect(renumbering(['a', 'b', 'x'], index)).toEqual(Int32Array.of(2, -1, -1));
});

test('an entry of a matrix belongs to the same two ids under the new numbers; rows stay sorted, new ids have none', () => {
  fc.assert(
    fc.property(moves, ({ fitted, now, seed }) => {
      const index = indexOf(now);
      const numbers = Int32Array.from(fitted, (id) => index.indexOf(id));
      const matrix = randomMatrix(fitted.length, fitted.length, 0.5, seed);
      const old = dense(matrix);
      const moved = renumberMatrix(matrix, numbers, now.length);
      const entryOf = (a: string, b: string) => old[fitted.indexOf(a)]?.[fitted.indexOf(b)] ?? 0;
      expect(dense(moved)).toEqual(now.map((a) => now.map((b) => entryOf(a, b))));
      for (let row = 0; row < moved.rowCount; row++) {
        const columns = moved.targets.slice(moved.starts[row], moved.ends[row]);
        expect(columns).toEqual(columns.toSorted());
      }
    }),
  );
});

test('a vector belongs to the same id under the new numbers; new ids have zeros', () => {
  fc.assert(
    fc.property(moves, ({ fitted, now }) => {
      const width = 3;
      const index = indexOf(now);
      const numbers = Int32Array.from(fitted, (id) => index.indexOf(id));
      const vectors = Float32Array.from({ length: fitted.length * width }, (_, k) => k + 1);
      const moved = renumberVectors(vectors, width, numbers, now.length);
      const expected = now.flatMap((id) => {
        const old = fitted.indexOf(id);
        return old < 0 ? [0, 0, 0] : Array.from(vectors.subarray(old * width, (old + 1) * width));
      });
      expect(Array.from(moved)).toEqual(expected);
    }),
  );
});

import fc from 'fast-check';
import { coordinateSearch } from '../../../src/recommend/fitting/coordinate-search.js';

const SPACE = { x: { from: -1, to: 3 }, y: { from: 0, to: 10, isWhole: true } };
const START = { x: -0.5, y: 9 };
/** Highest at x = 2, y = 3. */
const hill = ({ x, y }: { x: number; y: number }) => -((x - 2) ** 2) - (y - 3) ** 2 / 4;

test('the highest point of a hill is found', () => {
  const { best, score, trials } = coordinateSearch(SPACE, START, hill, { trials: 200, seed: 1 });
  expect(best.x).toBeCloseTo(2, 1);
  expect(best.y).toBe(3);
  expect(score).toBe(hill(best));
  expect(trials).toBe(200);
});

test('every point that is tried lies in its range, whole where it has to be, and the best of them is the answer', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 60 }), (seed, trials) => {
      const tried: { x: number; y: number }[] = [];
      // A slope without a top pushes against the ends of the ranges.
      const slope = (point: { x: number; y: number }) => {
        tried.push(point);
        return point.x - point.y;
      };
      const found = coordinateSearch(SPACE, START, slope, { trials, seed });
      expect(tried).toHaveLength(trials);
      for (const { x, y } of tried) {
        expect(x).toBeGreaterThanOrEqual(-1);
        expect(x).toBeLessThanOrEqual(3);
        expect(Number.isInteger(y) && y >= 0 && y <= 10).toBe(true);
      }
      expect(found.score).toBe(Math.max(...tried.map(({ x, y }) => x - y)));
      expect(found.best.x - found.best.y).toBe(found.score);
    }),
    { numRuns: 50 },
  );
});

test('the same seed tries the same points, another one tries others', () => {
  const pointsOf = (seed: number) => {
    const points: unknown[] = [];
    coordinateSearch(SPACE, START, (point) => points.push(point) * 0 + hill(point), { trials: 30, seed });
    return points;
  };
  expect(pointsOf(4)).toEqual(pointsOf(4));
  expect(pointsOf(4)).not.toEqual(pointsOf(5));
});

test('where nothing is better than the start, the start is the answer', () => {
  const { best } = coordinateSearch(SPACE, START, () => 0, { trials: 20, seed: 1 });
  expect(best).toEqual(START);
});

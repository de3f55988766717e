import { ratingMetrics } from '../../../src/models/evaluation/rating-metrics.js';

test('the errors of ratings are those of the textbook', () => {
  const metrics = ratingMetrics([3, 5, 2], [4, 5, 4]);
  expect(metrics.rmse).toBeCloseTo(Math.sqrt((1 + 0 + 4) / 3), 12);
  expect(metrics.mae).toBeCloseTo(1, 12);
  expect(metrics.count).toBe(3);
});

test('of no ratings there is no error', () => {
  expect(ratingMetrics([], [])).toEqual({ rmse: 0, mae: 0, count: 0 });
});

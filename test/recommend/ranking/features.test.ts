import fc from 'fast-check';
import { CHANNEL_NAMES } from '../../../src/domain/explanation.js';
import { ActivityIndex } from '../../../src/recommend/candidates/activity-index.js';
import { orderByScore, ScoreOrder } from '../../../src/recommend/candidates/order-by-score.js';
import { SituationSignals } from '../../../src/recommend/candidates/situation-signals.js';
import { userHistory } from '../../../src/recommend/history.js';
import { buildFeatures, FEATURE_COUNT, FEATURE_NAMES } from '../../../src/recommend/ranking/features.js';
import { DEFAULT_SITUATION } from '../../../src/recommend/situation-settings.js';
import { NOW_MS, randomWorld } from '../small-world.js';

const projection = randomWorld(4).projection();
const context = { projection, user: 3, history: userHistory(projection, 3), scene: 0, nowMs: NOW_MS };
const reach = new SituationSignals(DEFAULT_SITUATION, new ActivityIndex(projection)).of(context);
const score = fc.oneof(fc.constant(0), fc.float({ min: 0, max: 1e6, noNaN: true }));

/** Candidates with the same scores in every channel. */
function candidatesOf(scores: readonly number[]) {
  const items = Int32Array.from(scores, (_, k) => k);
  return { items, scores: Float32Array.from(CHANNEL_NAMES.flatMap(() => scores)) };
}

test('every feature is finite and between -20 and 20, and a score of 0 stays 0', () => {
  fc.assert(
    fc.property(fc.array(score, { minLength: 1, maxLength: 30 }), (scores) => {
      const features = buildFeatures(context, candidatesOf(scores), reach);
      expect(features).toHaveLength(scores.length * FEATURE_COUNT);
      expect(features.every((value) => Number.isFinite(value) && Math.abs(value) <= 20)).toBe(true);
      for (const [row, value] of scores.entries()) {
        const own = features.subarray(row * FEATURE_COUNT, row * FEATURE_COUNT + 3);
        expect(own.some((feature) => feature !== 0)).toBe(Math.fround(value) > 0);
      }
    }),
  );
});

test('a higher score never has a lower feature, and equal scores have equal features', () => {
  fc.assert(
    fc.property(fc.array(score, { minLength: 2, maxLength: 30 }), (scores) => {
      const features = buildFeatures(context, candidatesOf(scores), reach);
      const of = (row: number, f: number) => features[row * FEATURE_COUNT + f];
      for (let a = 1; a < scores.length; a++) {
        for (let f = 0; f < 3; f++) {
          if (Math.fround(scores[a]) >= Math.fround(scores[a - 1]))
            expect(of(a, f)).toBeGreaterThanOrEqual(of(a - 1, f));
          if (Math.fround(scores[a]) <= Math.fround(scores[a - 1])) expect(of(a, f)).toBeLessThanOrEqual(of(a - 1, f));
        }
      }
    }),
  );
});

test('the scale of a channel does not matter', () => {
  const small = buildFeatures(context, candidatesOf([0, 1, 2, 4]), reach);
  const large = buildFeatures(context, candidatesOf([0, 1024, 2048, 4096]), reach);
  for (let k = 0; k < small.length; k++) expect(large[k]).toBeCloseTo(small[k], 5);
});

test('the names say each channel and feature once', () => {
  expect(new Set(FEATURE_NAMES).size).toBe(FEATURE_COUNT);
  expect(FEATURE_NAMES.slice(0, 3)).toEqual(['collaborative.scaled', 'collaborative.root', 'collaborative.rank']);
});

test('sorting digit by digit orders positive values as a plain sort does', () => {
  fc.assert(
    fc.property(fc.array(score, { maxLength: 60 }), (values) => {
      const scores = Float32Array.from(values);
      const expected = [...scores.keys()].filter((k) => scores[k] > 0).sort((a, b) => scores[b] - scores[a] || a - b);
      expect(Array.from(orderByScore(scores))).toEqual(expected);
    }),
  );
});

test('the best of a group are the first of the group in the whole order', () => {
  fc.assert(
    fc.property(fc.array(score, { maxLength: 400 }), fc.nat(20), (values, limit) => {
      const scores = Float32Array.from(values);
      const groups = Int8Array.from(values, (_, k) => (k % 3) - 1);
      const expected = Array.from(orderByScore(scores)).filter((k) => groups[k] === 1);
      const best = new ScoreOrder(scores.length).bestOf(scores, groups, 1, limit + 1);
      expect(Array.from(best)).toEqual(expected.slice(0, limit + 1));
    }),
  );
});

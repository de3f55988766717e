import type { Objectives } from '../../../src/domain/objectives.js';
import { OnnxRanker } from '../../../src/models/ranker/onnx-ranker.js';
import { exportRankerOnnx } from '../../../src/models/ranker/ranker-onnx.js';
import { UNFITTED_MODELS } from '../../../src/recommend/fitted-models.js';
import { combineObjectives } from '../../../src/recommend/ranking/combine-objectives.js';
import { FEATURE_COUNT } from '../../../src/recommend/ranking/features.js';
import type { Recommender } from '../../../src/recommend/recommender.js';
import { randomWorld } from '../small-world.js';
import { recommenderOf, requestOf } from '../test-recommender.js';
import { rankerWithTasks } from './ranker-with-tasks.js';

const SCORES = {
  scores: Float32Array.of(3, 2, 1),
  tasks: new Map([
    ['click', Float32Array.of(0, 4, 0)],
    ['consume', Float32Array.of(0, 0, 8)],
  ] as const),
};

test('without objectives, and with weights of nothing but 0, the usual scores stay as they are', () => {
  expect(combineObjectives(SCORES, undefined, 'v1')).toBe(SCORES.scores);
  expect(combineObjectives(SCORES, { click: 0, dwell: 0 }, 'v1')).toBe(SCORES.scores);
});

test('only the proportion of the weights counts', () => {
  expect(combineObjectives(SCORES, { click: 1, consume: 3 }, 'v1')).toEqual(Float32Array.of(0, 1, 6));
  expect(combineObjectives(SCORES, { click: 10, consume: 30 }, 'v1')).toEqual(Float32Array.of(0, 1, 6));
});

test('an objective that was not learned is refused with those that were', () => {
  expect(() => combineObjectives(SCORES, { click: 1, dwell: 0.5 }, 'v1')).toThrow(
    expect.objectContaining({
      code: 'INVALID_ARGUMENT',
      message:
        'The model v1 has not learned the objective "dwell": too little was known of it in training. It knows click, consume; leave dwell out, or give it the weight 0.',
    }),
  );
  expect(() => combineObjectives({ scores: SCORES.scores }, { click: 1 }, 'v1')).toThrow('leave them out');
});

describe('a recommender whose model knows objectives', () => {
  const world = randomWorld(3);
  const projection = world.projection();
  let ranker: OnnxRanker;
  let recommender: Recommender;
  beforeAll(async () => {
    ranker = await OnnxRanker.open(exportRankerOnnx(rankerWithTasks()), 'tasks', FEATURE_COUNT, {
      provider: 'cpu',
      threads: 1,
      warn: () => undefined,
    });
    recommender = recommenderOf(world, projection, { ...UNFITTED_MODELS, ranker });
  });
  afterAll(() => ranker.release());

  const answer = (objectives: Objectives | undefined, fields = {}) =>
    recommender.recommend(requestOf('u2', { objectives, pathsPerItem: 4, ...fields }));
  const degreesOf = async (objectives: Objectives) => {
    const { items } = await answer(objectives);
    return items.map(({ itemId }) => projection.itemUsers.degree(projection.items.indexOf(itemId)));
  };

  test('puts first what the objective is about', async () => {
    const clicked = await degreesOf({ click: 1 });
    expect(clicked).toEqual(clicked.toSorted((a, b) => b - a));
    const consumed = await degreesOf({ consume: 1 });
    expect(consumed).toEqual(consumed.toSorted((a, b) => a - b));
    expect(consumed).not.toEqual(clicked);
  });

  test('explains the scores so that shares and the model’s part add up to them', async () => {
    const { items } = await answer({ consume: 1 });
    for (const { score, explanation } of items) {
      const shares = explanation.paths.reduce((sum, { share }) => sum + share, 0);
      expect(shares + explanation.modelPart).toBeCloseTo(score, 4);
    }
  });

  test('continues a list for the same objectives, and for no others', async () => {
    const first = await answer({ click: 1 }, { limit: 5 });
    const after = first.items[4].cursor;
    const next = await answer({ click: 1 }, { limit: 5, after });
    const shown = new Set(first.items.map(({ itemId }) => itemId));
    expect(next.items.some(({ itemId }) => shown.has(itemId))).toBe(false);
    for (const other of [{ click: 2 }, { consume: 1 }, undefined]) {
      await expect(answer(other, { after })).rejects.toMatchObject({ code: 'INVALID_CURSOR' });
    }
  });

  test('signs what the order was made for into the recommendation id', async () => {
    const { recommendationIds } = recommender;
    const signed = async (objectives?: Objectives) =>
      recommendationIds.read((await answer(objectives)).recommendationId).objectives;
    expect(await signed({ click: 1, consume: 0.5 })).toEqual({ click: 1, consume: 0.5 });
    expect(await signed()).toBeNull();
  });
});

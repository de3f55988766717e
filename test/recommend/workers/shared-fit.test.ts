import { FactorModel } from '../../../src/models/factors/factor-model.js';
import { UNFITTED_MODELS } from '../../../src/recommend/fitted-models.js';
import { PriorRanker } from '../../../src/recommend/ranking/prior-ranker.js';
import { modelsOf, shareFit, withSharedArrays } from '../../../src/recommend/workers/shared-fit.js';
import { randomWorld } from '../small-world.js';
import { fittedWalks, recommenderOf, requestOf } from '../test-recommender.js';

const world = randomWorld(4);
const projection = world.projection();
const settings = { embeddingSize: 2, regularisation: 0.1, regularisationExponent: 1, unobservedWeight: 0.1 };
const models = {
  ...fittedWalks(projection),
  factors: new FactorModel(
    settings,
    Float32Array.from({ length: 2 * projection.items.size }, (_, n) => Math.sin(n)),
    Float32Array.from({ length: 2 * projection.users.size }, (_, n) => Math.cos(n)),
  ),
};

test('the large arrays lie in shared memory, and are not copied again once they do', () => {
  const shared = withSharedArrays(models);
  expect(shared.coOccurrence?.weights.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(shared.knowledge?.targets.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(shared.factors?.itemFactors.buffer).toBeInstanceOf(SharedArrayBuffer);
  const fit = shareFit(shared, null);
  expect(fit.plain.coOccurrence?.weights).toBe(shared.coOccurrence?.weights);
  expect(fit.factors?.userFactors).toBe(shared.factors?.userFactors);
});

test('a fit that came through a message recommends as the one that was sent', async () => {
  const fit = structuredClone(shareFit(models, null));
  const received = modelsOf(fit, new PriorRanker());
  const sent = await recommenderOf(world, projection, models).recommend(requestOf('u2'));
  expect(await recommenderOf(world, projection, received).recommend(requestOf('u2'))).toEqual(sent);
});

test('what was never fitted stays away', () => {
  const received = modelsOf(shareFit(UNFITTED_MODELS, null), new PriorRanker());
  expect(received).toEqual(UNFITTED_MODELS);
});

test('the file of a ranker comes along without the buffer that it was read into', () => {
  const { ranker } = shareFit(UNFITTED_MODELS, Buffer.from([9, 1, 2, 3]).subarray(1));
  expect(ranker?.buffer.byteLength).toBe(3);
  expect([...(ranker ?? [])]).toEqual([1, 2, 3]);
});

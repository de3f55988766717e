import { UNFITTED_MODELS } from '../../../src/recommend/fitted-models.js';
import { PriorRanker } from '../../../src/recommend/ranking/prior-ranker.js';
import type { Ranker } from '../../../src/recommend/ranking/ranker.js';
import { randomWorld } from '../small-world.js';
import { recommenderOf, requestOf } from '../test-recommender.js';

const world = randomWorld(4);
const subject = { type: 'user', userId: 'u3' } as const;

/** Recommends with the prior ranker, whose answers `spoil` changes as a broken model would. */
function recommenderWith(spoil: (scores: Float32Array, linear: Float32Array) => void) {
  const prior = new PriorRanker();
  const ranker: Ranker = {
    version: 'broken',
    score: async (features, rows) => {
      const ranked = await prior.score(features, rows);
      spoil(ranked.scores, ranked.linear);
      return ranked;
    },
  };
  return recommenderOf(world, world.projection(), { ...UNFITTED_MODELS, ranker });
}

const idsOf = (page: { readonly items: readonly { readonly itemId: string }[] }) =>
  page.items.map(({ itemId }) => itemId);

test('candidates that the ranker gives no number are left out, and the others are recommended in their order', async () => {
  const all = idsOf(await recommenderOf(world).recommend(requestOf('u3', { limit: 100 })));
  const broken = recommenderWith((scores) => {
    for (let row = 0; row < scores.length; row += 2)
      scores[row] = row % 4 === 0 ? Number.NaN : Number.POSITIVE_INFINITY;
  });
  const page = await broken.recommend(requestOf('u3', { limit: 100 }));
  expect(page.items.length).toBeGreaterThan(2);
  expect(page.items.length).toBeLessThan(all.length);
  expect(idsOf(page)).toEqual(all.filter((id) => idsOf(page).includes(id)));
  for (const { score } of page.items) expect(Number.isFinite(score)).toBe(true);
});

test('a ranker that gives no number at all recommends nothing, and who asks why is told the version', async () => {
  const broken = recommenderWith((scores) => scores.fill(Number.NaN));
  expect(await broken.recommend(requestOf('u3'))).toMatchObject({ items: [], hasNextPage: false });
  await expect(broken.explain(subject, 'i1', { type: 'none' }, 'en')).rejects.toMatchObject({
    code: 'INTERNAL',
    message: expect.stringContaining('unfitted/broken'),
  });
});

test('a share of a score that is no number is nobody’s: the explanation has none', async () => {
  const broken = recommenderWith((_, linear) => linear.fill(Number.NaN));
  const { items } = await broken.recommend(requestOf('u3'));
  expect(items.length).toBeGreaterThan(2);
  expect(JSON.stringify(items, (_, value) => (Number.isNaN(value) ? 'NaN' : value))).not.toContain('NaN');
});

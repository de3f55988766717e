import {
  explanationFromText,
  explanationToText,
  pageFromText,
  pageToText,
} from '../../../src/recommend/workers/answer-text.js';
import { randomWorld } from '../small-world.js';
import { recommenderOf, requestOf } from '../test-recommender.js';

test('a page comes back as it was, paths and cursors included', async () => {
  const page = await recommenderOf(randomWorld(3)).recommend(requestOf('u2'));
  expect(page.items.flatMap(({ explanation }) => explanation.paths)).not.toHaveLength(0);
  expect(pageFromText(pageToText(page))).toEqual(page);
});

test('an explanation comes back as it was', async () => {
  const here = recommenderOf(randomWorld(3));
  const explanation = await here.explain({ type: 'user', userId: 'u2' }, 'i4', { type: 'none' }, 'en');
  expect(explanationFromText(explanationToText(explanation))).toEqual(explanation);
});

test('paths are not read before somebody looks at them', async () => {
  const page = await recommenderOf(randomWorld(3)).recommend(requestOf('u2'));
  const read = pageFromText({ ...pageToText(page), paths: 'no JSON at all' });
  expect(read.items.map(({ explanation }) => explanation.reasons)).toEqual(
    page.items.map(({ explanation }) => explanation.reasons),
  );
  expect(() => read.items[0].explanation.paths).toThrow(SyntaxError);
});

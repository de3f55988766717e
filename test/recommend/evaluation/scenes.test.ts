import type { AnsweredQuery } from '../../../src/recommend/evaluation/answer-queries.js';
import { figuresByScene, sceneNameBy } from '../../../src/recommend/evaluation/figures-by-scene.js';
import { rankingFigures } from '../../../src/recommend/evaluation/ranking-figures.js';

function answered(
  isHit: boolean,
  sceneId: string | null,
  context: Readonly<Record<string, string>> = {},
): AnsweredQuery {
  const list = Int32Array.of(isHit ? 7 : 1, 2, 3);
  return {
    query: { domain: null, userId: 'ann', sceneId, context, excludedItemIds: [], relevantItemIds: ['i7'] },
    list,
    figures: rankingFigures(list, new Set([7])),
  };
}

test('figures are told by scene, and by the values of a facet where there is no scene', () => {
  const answers = [
    answered(true, 'commute'),
    answered(false, 'commute'),
    answered(true, null, { daytime: 'noon' }),
    answered(true, null),
  ];
  const byScene = figuresByScene(answers, sceneNameBy('daytime'));
  expect(byScene.map(({ scene, queries }) => [scene, queries])).toEqual([
    ['commute', 2],
    ['daytime: noon', 1],
  ]);
  expect(byScene[0].metrics).toEqual({ 'recall@20': 0.5, 'ndcg@20': 0.5, 'hit@10': 0.5, 'ndcg@10': 0.5 });
  expect(figuresByScene(answers, sceneNameBy(null)).map(({ scene }) => scene)).toEqual(['commute']);
});

import { ablation } from '../../../src/recommend/evaluation/ablation.js';
import { rankingFigures } from '../../../src/recommend/evaluation/ranking-figures.js';
import { withheldTogether } from '../../../src/recommend/evaluation/withheld-parts.js';

const hits = (answers: readonly boolean[]) =>
  answers.map((isHit) => rankingFigures(Int32Array.of(isHit ? 7 : 1, 2, 3), new Set([7])));

test('an ablation compares query by query', () => {
  const complete = hits([true, true, false, true]);
  const [recall, , hit] = ablation(['text'], complete, hits([true, false, false, true]));
  expect(recall).toMatchObject({ without: ['text'], metric: 'recall@20', complete: 0.75, reduced: 0.5 });
  expect(hit.difference).toMatchObject({ mean: 0.25, count: 4, low: 0 });
  expect(hit.difference.high).toBeGreaterThan(0.25);
});

test('parts are withheld one by one, and then all together', () => {
  expect(withheldTogether([])).toEqual([]);
  expect(withheldTogether(['text'])).toEqual([['text']]);
  expect(withheldTogether(['knowledge', 'text'])).toEqual([['knowledge'], ['text'], ['knowledge', 'text']]);
});

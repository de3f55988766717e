import { topHeavyLabels } from '../../../src/models/ranker/top-heavy-labels.js';

describe('labels that count by the place of their rows', () => {
  const group = { features: new Float32Array(4), labels: Float32Array.of(1, 0, 2, 1) };

  test('the first place counts whole, and further down the discount of NDCG', () => {
    const { labels } = topHeavyLabels(group, Float32Array.of(0.1, 3, -5, 7));
    expect(labels[3]).toBe(1);
    expect(labels[1]).toBe(0);
    expect(labels[0]).toBeCloseTo(1 / Math.log2(4), 6);
    expect(labels[2]).toBeCloseTo(2 / Math.log2(5), 6);
  });

  test('equal scores keep their order, and the group itself stays as it was', () => {
    expect(topHeavyLabels(group, new Float32Array(4)).labels[0]).toBe(1);
    expect([...group.labels]).toEqual([1, 0, 2, 1]);
  });
});

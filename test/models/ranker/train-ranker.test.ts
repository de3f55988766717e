import { seededRandom } from '../../../src/domain/random.js';
import type { EpochFacts } from '../../../src/domain/trained-models.js';
import type { RankerGroup } from '../../../src/models/ranker/ranker-group.js';
import { linearName } from '../../../src/models/ranker/ranker-network.js';
import type { RankerWeights } from '../../../src/models/ranker/ranker-weights.js';
import { DEFAULT_RANKER_CONFIG, trainRanker } from '../../../src/models/ranker/train-ranker.js';
import { rankScores } from './rank-scores.js';

const CONFIG = {
  ...DEFAULT_RANKER_CONFIG,
  featureNames: ['walk', 'noise', 'bell', 'constant'],
  nonNegative: ['walk', 'noise'],
  hidden: [12, 8],
  learningRate: 0.01,
  candidates: 24,
  epochs: 12,
  seeds: [1, 2],
};

/** Users take what has a high first feature and a third feature near zero, which no linear ranker can express. */
function groups(count: number, seed: number): RankerGroup[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const rows = 40;
    const features = new Float32Array(rows * 4);
    const labels = new Float32Array(rows);
    const worth: number[] = [];
    for (let row = 0; row < rows; row++) {
      features.set([random(), random(), 4 * random() - 2, 7], row * 4);
      worth.push(2 * features[row * 4] - features[row * 4 + 2] ** 2 + 0.1 * random());
    }
    const best = [...worth.keys()].sort((a, b) => worth[b] - worth[a]).slice(0, 3);
    for (const row of best) labels[row] = 1;
    return { features, labels };
  });
}

function shareOfTakenFirst(weights: Parameters<typeof rankScores>[0], held: readonly RankerGroup[]): number {
  let hits = 0;
  for (const group of held) {
    const { scores } = rankScores(weights, group.features, group.labels.length);
    hits += group.labels[scores.indexOf(Math.max(...scores))];
  }
  return hits / held.length;
}

function linearOf({ values }: RankerWeights, member: number): Float32Array {
  return values.get(linearName(member)) ?? new Float32Array(0);
}

describe('training a ranker', () => {
  test('finds what users take, also where no single feature tells', async () => {
    const { weights } = await trainRanker(groups(200, 1), CONFIG);
    expect(shareOfTakenFirst(weights, groups(100, 2))).toBeGreaterThan(0.85);
  });

  test('a linear weight that must not be negative is not, though it would help', async () => {
    const inverted = groups(200, 3).map((group) => ({
      ...group,
      features: group.features.map((x, k) => (k % 4 ? x : -x)),
    }));
    const { weights } = await trainRanker(inverted, { ...CONFIG, learningRate: 0.02, epochs: 10 });
    for (const member of [0, 1]) {
      const [walk, noise] = linearOf(weights, member);
      expect(walk).toBeGreaterThanOrEqual(0);
      expect(walk).toBeLessThan(0.01);
      expect(noise).toBeGreaterThanOrEqual(0);
    }
  });

  test('equal seeds give equal rankers and other seeds others', async () => {
    const short = { ...CONFIG, epochs: 3 };
    const first = await trainRanker(groups(40, 4), short);
    const second = await trainRanker(groups(40, 4), short);
    const other = await trainRanker(groups(40, 4), { ...short, seeds: [8, 9] });
    expect(second.weights).toEqual(first.weights);
    expect(linearOf(other.weights, 0)).not.toEqual(linearOf(first.weights, 0));
  });

  test('groups in which nothing was taken are left out, and too few others are refused', async () => {
    const empty = { features: new Float32Array(8), labels: new Float32Array(2) };
    await expect(trainRanker([empty, ...groups(1, 5)], CONFIG)).rejects.toThrow('at least two groups');
  });

  test('two groups with fewer candidates than a step takes are enough', async () => {
    const { weights } = await trainRanker(groups(2, 6), { ...CONFIG, candidates: 64, epochs: 2 });
    for (const values of weights.values.values()) expect(values.every(Number.isFinite)).toBe(true);
  });

  test('a product of two features is learned by cross layers without hidden ones', async () => {
    const crossed = groups(200, 8).map((group) => productsTaken(group));
    const held = groups(100, 9).map((group) => productsTaken(group));
    const none = await trainRanker(crossed, { ...CONFIG, hidden: [], cross: null });
    const cross = { layers: 1, rank: null };
    const one = await trainRanker(crossed, { ...CONFIG, hidden: [], cross, epochs: 30 });
    expect(shareOfTakenFirst(one.weights, held)).toBeGreaterThan(shareOfTakenFirst(none.weights, held) + 0.3);
  });

  test('every epoch tells the loss and NDCG on groups held out, which get better', async () => {
    const figures: Readonly<Record<string, number>>[] = [];
    const onEpoch = (_: string, { valid }: EpochFacts) => figures.push(valid);
    await trainRanker(groups(200, 11), { ...CONFIG, seeds: [1], onEpoch });
    const [first] = figures;
    const last = figures[figures.length - 1];
    expect(last.loss).toBeLessThan(first.loss);
    expect(last['ndcg@20']).toBeGreaterThan(first['ndcg@20']);
    for (const { 'ndcg@20': ndcg } of figures) expect(ndcg > 0 && ndcg <= 1).toBe(true);
  });

  test('a ranker that goes on from another one needs fewer groups, and leaves the other one as it was', async () => {
    const { weights: source } = await trainRanker(groups(200, 13), CONFIG);
    const before = structuredClone(source.values);
    const few = groups(12, 14);
    const held = groups(100, 15);
    const alone = await trainRanker(few, { ...CONFIG, epochs: 2 });
    const further = await trainRanker(few, { ...CONFIG, epochs: 2, start: source });
    expect(shareOfTakenFirst(further.weights, held)).toBeGreaterThan(shareOfTakenFirst(alone.weights, held) + 0.1);
    expect(further.weights.statistics).toBe(source.statistics);
    expect(source.values).toEqual(before);
  });

  test('an abort ends it at the next step', async () => {
    const stop = new AbortController();
    const onEpoch = () => stop.abort(new Error('enough'));
    await expect(trainRanker(groups(40, 12), { ...CONFIG, onEpoch, signal: stop.signal })).rejects.toThrow('enough');
  });

  test('every member says how it does, by phases of its own', async () => {
    const phases: string[] = [];
    const onEpoch = (phase: string) => phases.push(phase);
    const { epochs, weights } = await trainRanker(groups(20, 10), { ...CONFIG, seeds: [4, 7], epochs: 1, onEpoch });
    expect(weights.memberCount).toBe(2);
    expect(epochs).toHaveLength(2);
    expect(phases).toEqual(
      [4, 7].flatMap((seed) =>
        ['linear part', 'linear part for the top', 'hidden layers'].map((part) => `ranker, ${part}, seed ${seed}`),
      ),
    );
  });
});

/** The same candidates, of which users take those where the second and the third feature are far from their middle in the same direction. */
function productsTaken({ features }: RankerGroup): RankerGroup {
  const worth = Array.from({ length: 40 }, (_, row) => (features[row * 4 + 1] - 0.5) * features[row * 4 + 2]);
  const bound = worth.toSorted((a, b) => b - a)[2];
  return { features, labels: Float32Array.from(worth, (value) => (value >= bound ? 1 : 0)) };
}

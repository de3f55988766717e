import { seededRandom } from '../../../src/domain/random.js';
import { OnnxSession } from '../../../src/models/onnx/onnx-session.js';
import type { RankerGroup } from '../../../src/models/ranker/ranker-group.js';
import { initialParameters, toWeights } from '../../../src/models/ranker/ranker-parameters.js';
import { DEFAULT_RANKER_CONFIG, trainRanker } from '../../../src/models/ranker/train-ranker.js';
import { trainingGraph } from '../../../src/models/ranker/training-graph.js';
import { listwiseLoss } from './listwise-loss.js';
import { rankScores } from './rank-scores.js';

const CONFIG = {
  ...DEFAULT_RANKER_CONFIG,
  featureNames: ['walk', 'noise', 'bell', 'constant'],
  nonNegative: ['walk', 'noise'],
  hidden: [12, 8],
  learningRate: 0.01,
  candidates: 24,
  epochs: 12,
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
    expect(weights.linear[0]).toBeGreaterThanOrEqual(0);
    expect(weights.linear[0]).toBeLessThan(0.01);
    expect(weights.linear[1]).toBeGreaterThanOrEqual(0);
  });

  test('equal seeds give equal rankers and other seeds others', async () => {
    const short = { ...CONFIG, epochs: 3 };
    const first = await trainRanker(groups(40, 4), short);
    const second = await trainRanker(groups(40, 4), short);
    const other = await trainRanker(groups(40, 4), { ...short, seeds: [8, 9] });
    expect(second.weights).toEqual(first.weights);
    expect(other.weights.linear).not.toEqual(first.weights.linear);
  });

  test('groups in which nothing was taken are left out, and too few others are refused', async () => {
    const empty = { features: new Float32Array(8), labels: new Float32Array(2) };
    await expect(trainRanker([empty, ...groups(1, 5)], CONFIG)).rejects.toThrow('at least two groups');
  });

  test('two groups with fewer candidates than a step takes are enough', async () => {
    const { weights } = await trainRanker(groups(2, 6), { ...CONFIG, candidates: 64, epochs: 2 });
    expect(weights.linear.every(Number.isFinite)).toBe(true);
  });

  test('the gradients of the training graph are those of the loss', async () => {
    const [sample] = groups(1, 7);
    const shape = { featureNames: CONFIG.featureNames, hidden: [5, 3] };
    const statistics = { means: Float32Array.of(0.5, 0.5, 0.1, 7), deviations: Float32Array.of(0.3, 0.3, 1.2, 1) };
    const parameters = initialParameters(shape, seededRandom(8));
    const session = await OnnxSession.open(trainingGraph({ features: 4, hidden: [5, 3], groups: 1, candidates: 40 }), {
      provider: 'cpu',
      threads: 1,
      warn: () => undefined,
    });
    const outputs = await session.run({
      scaled: { data: sample.features.map((x, k) => x / statistics.deviations[k % 4]), dimensions: [40, 4] },
      centres: { data: statistics.means.map((mean, f) => mean / statistics.deviations[f]), dimensions: [4] },
      labels: { data: sample.labels.map((label) => label / 3), dimensions: [1, 40] },
      mask: { data: new Float32Array(40), dimensions: [1, 40] },
      ...Object.fromEntries(
        [...parameters].map(([name, { values, dimensions }]) => [name, { data: values, dimensions }]),
      ),
    });
    await session.release();
    const lossNow = (): number => listwiseLoss(toWeights(shape, statistics, parameters), [sample]);
    expect(outputs.loss.data[0]).toBeCloseTo(lossNow(), 4);
    for (const [name, { values }] of parameters) {
      for (let k = 0; k < values.length; k++) {
        const kept = values[k];
        values[k] = kept + 0.01;
        const above = lossNow();
        values[k] = kept - 0.01;
        const below = lossNow();
        values[k] = kept;
        expect(Math.abs(outputs[`d_${name}`].data[k] - (above - below) / 0.02)).toBeLessThan(0.02);
      }
    }
  });
});

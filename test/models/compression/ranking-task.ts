import { normal, type Random, seededRandom } from '../../../src/domain/random.js';
import type { RankerGroup } from '../../../src/models/ranker/ranker-group.js';

/** A made-up ranking task that can be learned, with crosses of features that no linear ranker knows. */
export interface RankingTask {
  readonly featureCount: number;
  readonly candidates: number;
  /** Items taken a group. */
  readonly taken: number;
}

/** Groups of the task; equal seeds give equal groups. What an item is worth does not depend on the seed. */
export function rankingGroups(task: RankingTask, count: number, seed: number): RankerGroup[] {
  const worth = worthOf(task.featureCount);
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const features = Float32Array.from({ length: task.candidates * task.featureCount }, () => normal(random));
    return { features, labels: bestRows(features, task, worth, random) };
  });
}

type Worth = (row: Float32Array) => number;

function bestRows(features: Float32Array, task: RankingTask, worth: Worth, random: Random): Float32Array {
  const labels = new Float32Array(task.candidates);
  const values = Array.from(labels, (_, row) => {
    const own = features.subarray(row * task.featureCount, (row + 1) * task.featureCount);
    return worth(own) + 0.5 * normal(random);
  });
  const order = [...values.keys()].sort((a, b) => values[b] - values[a]);
  for (const row of order.slice(0, task.taken)) labels[row] = 1;
  return labels;
}

/** Some features count by themselves, some by their size and some in pairs. */
function worthOf(featureCount: number): Worth {
  const random = seededRandom(99);
  const pairs = Array.from({ length: 6 }, () => [0, 0].map(() => Math.floor(random() * Math.min(featureCount, 16))));
  return (row) => {
    let sum = 1.5 * row[0] - row[1] + Math.abs(row[2]);
    for (const [a, b] of pairs) sum += 0.8 * Math.max(0, row[a] + row[b]);
    return sum;
  };
}

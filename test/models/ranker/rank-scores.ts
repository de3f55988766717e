import type { RankScores } from '../../../src/models/ranker/onnx-ranker.js';
import { CLIP } from '../../../src/models/ranker/ranker-network.js';
import type { RankerWeights } from '../../../src/models/ranker/ranker-weights.js';

/** The ranker in plain arithmetic: what the exported model must give too. */
export function rankScores(weights: RankerWeights, features: Float32Array, rows: number): RankScores {
  const { statistics, memberCount } = weights;
  const { means, deviations } = statistics;
  const featureCount = means.length;
  const scores = new Float32Array(rows);
  const linear = new Float32Array(rows * featureCount);
  const tasks = new Map(weights.tasks.map((task) => [task, new Float32Array(rows)]));
  for (let row = 0; row < rows; row++) {
    const own = features.subarray(row * featureCount, (row + 1) * featureCount);
    const scaled = own.map((value, f) => value / deviations[f]);
    const x = scaled.map((value, f) => Math.min(CLIP, Math.max(-CLIP, value - means[f] / deviations[f])));
    for (let member = 0; member < memberCount; member++) {
      const linearWeights = valuesOf(weights, `member${member}.linear`);
      for (let f = 0; f < featureCount; f++) {
        linear[row * featureCount + f] += (scaled[f] * linearWeights[f]) / memberCount;
        scores[row] += (scaled[f] * linearWeights[f]) / memberCount;
      }
      scores[row] += correction(weights, member, x) / memberCount;
    }
    for (const [n, task] of weights.tasks.entries()) {
      const scoresOfTask = tasks.get(task);
      if (scoresOfTask !== undefined) scoresOfTask[row] = scores[row] + difference(weights, n, x);
    }
  }
  return { scores, linear, tasks };
}

/** What the head of a task adds to the usual score. */
function difference(weights: RankerWeights, place: number, x: Float32Array): number {
  const { memberCount, tasks } = weights;
  const units = Array.from({ length: memberCount }, (_, member) => unitsOf(weights, member, x));
  return [x, ...units].reduce(
    (sum, values, n) => sum + times(values, valuesOf(weights, `tasks.${n}`), tasks.length)[place],
    0,
  );
}

function unitsOf(weights: RankerWeights, member: number, x: Float32Array): Float32Array {
  let units = x;
  for (const depth of weights.architecture.hidden.keys()) {
    units = layer(weights, `member${member}.${depth}`, units).map((sum) => Math.max(0, sum));
  }
  return units;
}

function correction(weights: RankerWeights, member: number, x: Float32Array): number {
  const { cross } = weights.architecture;
  const name = `member${member}`;
  let result = dot(unitsOf(weights, member, x), valuesOf(weights, `${name}.output`));
  if (cross === null) return result;
  let crossed = x;
  for (let depth = 0; depth < cross.layers; depth++) {
    const { rank } = cross;
    const inner =
      rank === null ? crossed : times(crossed, valuesOf(weights, `${name}.cross.${depth}.projection`), rank);
    const sums = layer(weights, `${name}.cross.${depth}`, inner);
    crossed = crossed.map((value, f) => x[f] * sums[f] + value);
  }
  result += dot(crossed, valuesOf(weights, `${name}.crossed`));
  return result;
}

function layer(weights: RankerWeights, name: string, x: Float32Array): Float32Array {
  const biases = valuesOf(weights, `${name}.biases`);
  return times(x, valuesOf(weights, `${name}.weights`), biases.length).map((sum, column) => sum + biases[column]);
}

function times(x: Float32Array, matrix: Float32Array, columns: number): Float32Array {
  return Float32Array.from({ length: columns }, (_, column) =>
    x.reduce((sum, value, row) => sum + value * matrix[row * columns + column], 0),
  );
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, k) => sum + value * b[k], 0);
}

function valuesOf({ values }: RankerWeights, name: string): Float32Array {
  const found = values.get(name);
  if (found === undefined) throw new Error(`The ranker has no parameter "${name}"`);
  return found;
}

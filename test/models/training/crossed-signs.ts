import type { Random } from '../../../src/domain/random.js';
import { constantValues, heNormal, normalValues } from '../../../src/models/autodiff/initialisers.js';
import { binaryCrossEntropy } from '../../../src/models/autodiff/losses/cross-entropy.js';
import { concat } from '../../../src/models/autodiff/ops/concat.js';
import { dropout } from '../../../src/models/autodiff/ops/dropout.js';
import { relu } from '../../../src/models/autodiff/ops/elementwise.js';
import { gatherRows } from '../../../src/models/autodiff/ops/gather.js';
import { linear } from '../../../src/models/autodiff/ops/matmul.js';
import { reshape } from '../../../src/models/autodiff/ops/reshape.js';
import { Tape } from '../../../src/models/autodiff/tape.js';
import type { TrainableModel, TrainingBatch } from '../../../src/models/training/trainable-model.js';

const ROWS = 10;
const WIDTH = 4;

/** A small network over a number and a row of a table, with a dropout between. */
export function smallModel(hidden = 12): TrainableModel {
  const tape = new Tape();
  const sign = tape.input('sign', ['batch', 1]);
  const group = tape.input('group', ['batch'], 'int32');
  const labels = tape.input('labels', ['batch']);
  const table = tape.parameter('table', [ROWS, WIDTH], normalValues(0.5));
  const inputs = concat([sign, gatherRows(table, group)], 1);
  const weights = tape.parameter('weights', [1 + WIDTH, hidden], heNormal);
  const inner = relu(linear(inputs, weights, tape.parameter('biases', [hidden], constantValues(0))));
  const kept = dropout(inner, tape.dropoutMask('mask', ['batch', hidden], 0.1));
  const output = tape.parameter('output', [hidden, 1], heNormal);
  const logits = reshape(linear(kept, output, tape.parameter('shift', [1], constantValues(0))), ['batch']);
  const loss = binaryCrossEntropy(logits, labels);
  return { name: 'small', tape, loss, losses: { click: loss }, outputs: { logits } };
}

/** Labels say whether the sign is that of the group: even groups want it above zero, odd ones below. */
export function crossedSigns(examples: number, random: Random): TrainingBatch {
  const group = Int32Array.from({ length: examples }, () => Math.floor(random() * ROWS));
  const sign = Float32Array.from({ length: examples }, () => (random() < 0.5 ? -1 : 1));
  const labels = Float32Array.from(group, (row, n) => (row % 2 === 0 ? 1 : -1) * sign[n]).map((x) => (x > 0 ? 1 : 0));
  return {
    inputs: {
      sign: { data: sign, dimensions: [examples, 1] },
      group: { data: group, dimensions: [examples] },
      labels: { data: labels, dimensions: [examples] },
    },
    examples,
  };
}

import { emitGraph } from '../../../src/models/autodiff/emit-graph.js';
import { mul } from '../../../src/models/autodiff/ops/arithmetic.js';
import { reduceSum } from '../../../src/models/autodiff/ops/broadcast.js';
import type { Value } from '../../../src/models/autodiff/tape.js';
import { type GradientOutput, trainingGraph } from '../../../src/models/autodiff/training-graph.js';
import { OnnxSession, type OnnxTensor } from '../../../src/models/onnx/onnx-session.js';
import { expectNear } from '../random-matrix.js';
import type { Given } from './given.js';

const CPU = { provider: 'cpu', threads: 1, warn: () => undefined } as const;

/** Compares the gradients of a value, all numbers of which are weighted at random, with central differences. */
export async function checkGradients(given: Given, value: Value): Promise<void> {
  const loss = reduceSum(mul(value, given.data(value.shape)));
  const learned = given.tape.parameters;
  const { bytes, gradients } = trainingGraph({ name: 'both', loss, learned });
  const both = await OnnxSession.open(bytes, CPU);
  const forward = await OnnxSession.open(
    emitGraph({ name: 'forward', purpose: 'training', outputs: { loss } }).finish(),
    CPU,
  );
  try {
    const outputs = await both.run(given.feeds);
    const isDouble = given.tape.precision === 'float64';
    const step = isDouble ? 1e-5 : 1e-2;
    for (const gradient of gradients) {
      const { name } = gradient.parameter.source;
      const values = given.feeds[name].data;
      const differences: number[] = [];
      for (let k = 0; k < values.length; k++) {
        const kept = values[k];
        values[k] = kept + step;
        const above = (await forward.run(given.feeds)).loss.data[0];
        values[k] = kept - step;
        const below = (await forward.run(given.feeds)).loss.data[0];
        values[k] = kept;
        differences.push((above - below) / (2 * step));
      }
      expectNear(inFull(gradient, outputs, given), differences, isDouble ? 1e-6 : 5e-3);
    }
  } finally {
    await both.release();
    await forward.release();
  }
}

function inFull(gradient: GradientOutput, outputs: Record<string, OnnxTensor>, given: Given): ArrayLike<number> {
  if ('output' in gradient) return outputs[gradient.output].data;
  const full = new Float64Array(given.feeds[gradient.parameter.source.name].data.length);
  for (const { output, indices } of gradient.rows) {
    const { data, dimensions } = outputs[output];
    const width = dimensions[1];
    const rows = given.feeds[indices].data;
    for (let k = 0; k < data.length; k++) full[rows[Math.floor(k / width)] * width + (k % width)] += data[k];
  }
  return full;
}

import type { Tape, Value } from '../autodiff/tape.js';
import type { Dimension } from '../onnx/onnx-graph.js';
import type { OnnxInput } from '../onnx/onnx-session.js';
import { randomFor } from './trainable-model.js';

/** Draws the masks of all dropouts on a tape for one step; the same step always gets the same. */
export function drawMasks(
  tape: Tape,
  inputs: Readonly<Record<string, OnnxInput>>,
  seed: number,
  step: number,
): Record<string, OnnxInput> {
  const masks: Record<string, OnnxInput> = {};
  for (const { source, shape } of tape.inputs) {
    if (source.kind !== 'input' || source.droppedShare === undefined) continue;
    const dimensions = shape.map((size) => sizeOf(size, tape.inputs, inputs));
    const random = randomFor(seed, `${source.name} ${step}`);
    const kept = 1 / (1 - source.droppedShare);
    const data = new Float32Array(dimensions.reduce((product, size) => product * size, 1));
    for (let k = 0; k < data.length; k++) data[k] = random() < source.droppedShare ? 0 : kept;
    masks[source.name] = { data, dimensions };
  }
  return masks;
}

/** What a name in a shape stands for in this batch. */
function sizeOf(size: Dimension, declared: readonly Value[], inputs: Readonly<Record<string, OnnxInput>>): number {
  if (typeof size === 'number') return size;
  return size.split('*').reduce((product, part) => product * (Number(part) || namedSize(part, declared, inputs)), 1);
}

function namedSize(name: string, declared: readonly Value[], inputs: Readonly<Record<string, OnnxInput>>): number {
  for (const { source, shape } of declared) {
    const axis = shape.indexOf(name);
    if (axis >= 0 && source.kind === 'input' && source.name in inputs) return inputs[source.name].dimensions[axis];
  }
  throw new RangeError(`No input of the batch says how large "${name}" is`);
}

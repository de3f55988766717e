import { emitGraph } from './emit-graph.js';
import type { Value } from './tape.js';

/** A model that serves: what the outputs need, with the parameters inside and without dropout, as an .onnx file. */
export function exportForward(
  name: string,
  outputs: Readonly<Record<string, Value>>,
  parameterValues: ReadonlyMap<string, Float32Array>,
): Uint8Array {
  return emitGraph({ name, purpose: 'serving', outputs, parameterValues }).finish();
}

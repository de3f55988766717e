import { type OnnxInput, OnnxSession } from '../onnx/onnx-session.js';
import { ModelEdit } from './model-edit.js';

/** The inputs of one run of a model. */
export type Feeds = Readonly<Record<string, OnnxInput>>;

/**
 * Runs a model on batches of real inputs and hands the values of inner tensors over, batch by batch. Batches should
 * come from training data, never from data that a metric is measured on.
 */
export async function observe(
  bytes: Uint8Array,
  tensors: readonly string[],
  batches: readonly Feeds[],
  see: (tensor: string, values: Float32Array) => void,
  signal?: AbortSignal,
): Promise<void> {
  if (batches.length === 0) throw new RangeError('Calibration needs at least one batch of inputs');
  const model = new ModelEdit(bytes);
  const inputs = new Set(tensors.filter((tensor) => tensor in batches[0]));
  const inner = tensors.filter((tensor) => !inputs.has(tensor));
  model.exposeFloats(inner);
  const session = await OnnxSession.open(model.finish(), { provider: 'cpu', threads: 0, warn: () => undefined });
  try {
    for (const batch of batches) {
      signal?.throwIfAborted();
      const outputs = await session.run(batch);
      for (const tensor of tensors) {
        const data = (inputs.has(tensor) ? batch : outputs)[tensor].data;
        if (data instanceof Float32Array) see(tensor, data);
      }
    }
  } finally {
    await session.release();
  }
}

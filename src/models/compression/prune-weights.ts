import { type DenseLayer, denseLayers, setWeights } from './dense-layer.js';
import { ModelEdit } from './model-edit.js';
import type { Rewritten } from './rewritten.js';

/**
 * Trains the weights that are left to make up for those taken out, and returns the model with the same operators and
 * shapes. What it gives to weights that were taken out is set to zero again.
 */
export type Recover = (bytes: Uint8Array, sparsity: number) => Promise<Uint8Array>;

/** How many weights are taken out, and in how many steps. */
export interface WeightPruning {
  /** The share of each layer's weights that end as zero. */
  readonly sparsity: number;
  readonly steps: number;
  readonly recover: Recover | null;
}

/**
 * Sets the smallest weights of every layer to zero, over several steps between which the rest can be trained. ONNX
 * Runtime multiplies zeros like any number, so this makes a packed file smaller and nothing faster; `pruneUnits` does.
 */
export async function pruneWeights(bytes: Uint8Array, pruning: WeightPruning): Promise<Rewritten> {
  const { sparsity, steps, recover } = pruning;
  if (!(sparsity > 0 && sparsity < 1)) throw new RangeError(`Sparsity must lie between 0 and 1, and is ${sparsity}`);
  if (!Number.isInteger(steps) || steps < 1) throw new RangeError(`Pruning needs at least one step, and got ${steps}`);
  let pruned: Rewritten = { bytes, places: 0 };
  for (let step = 1; step <= steps; step++) {
    const share = sparsityAt(step, steps, sparsity);
    pruned = pruneOnce(pruned.bytes, share);
    if (recover === null || pruned.places === 0) continue;
    pruned = pruneOnce(keepZeros(pruned.bytes, await recover(pruned.bytes, share)), share);
  }
  return pruned;
}

/** Much at first, little at the end, when every weight left counts: s (1 − (1 − t/n)³) (Zhu and Gupta 2018). */
export function sparsityAt(step: number, steps: number, final: number): number {
  return final * (1 - (1 - step / steps) ** 3);
}

function pruneOnce(bytes: Uint8Array, sparsity: number): Rewritten {
  const model = new ModelEdit(bytes);
  const layers = prunableLayers(model);
  for (const layer of layers) setWeights(model, layer, withoutSmallest(layer.weights, sparsity), layer.outputs);
  return { bytes: model.finish(), places: layers.length };
}

/** Layers that make a score, with one output, are small and say what counts: they stay whole. */
function prunableLayers(model: ModelEdit): DenseLayer[] {
  return denseLayers(model).filter((layer) => layer.outputs > 1);
}

function withoutSmallest(weights: Float32Array, sparsity: number): Float32Array {
  const order = Uint32Array.from(weights, (_, k) => k).sort((a, b) => Math.abs(weights[a]) - Math.abs(weights[b]));
  const pruned = weights.slice();
  for (const k of order.subarray(0, Math.floor(sparsity * weights.length))) pruned[k] = 0;
  return pruned;
}

function keepZeros(before: Uint8Array, after: Uint8Array): Uint8Array {
  const model = new ModelEdit(after);
  const layers = prunableLayers(model);
  const masks = prunableLayers(new ModelEdit(before));
  if (layers.length !== masks.length || layers.some((layer, n) => layer.weights.length !== masks[n].weights.length)) {
    throw new RangeError('The training between steps of pruning gave back a model with other layers');
  }
  for (const [n, layer] of layers.entries()) {
    const kept = layer.weights.map((weight, k) => (masks[n].weights[k] === 0 ? 0 : weight));
    setWeights(model, layer, kept, layer.outputs);
  }
  return model.finish();
}

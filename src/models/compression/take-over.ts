import { invertMatrix } from '../onnx/matrix-inverse.js';
import { type DenseLayer, setWeights } from './dense-layer.js';
import type { ModelEdit } from './model-edit.js';
import type { UnitConsumer } from './unit-group.js';
import type { UnitMoments } from './unit-moments.js';

/** Keeps units that are nearly copies of each other from getting huge weights of opposite sign. */
const RELATIVE_RIDGE = 1e-4;

/**
 * How each dropped unit is best put together from the kept ones and a constant, by least squares over the rows seen:
 * (K'K + λI)⁻¹ K'D, a row a kept unit and a last one for the constant, a column a dropped unit.
 */
export async function sharesOfDropped(
  moments: UnitMoments,
  kept: readonly number[],
  dropped: readonly number[],
): Promise<Float64Array> {
  const basis = [...kept, moments.units];
  const size = basis.length;
  // With every unit scaled to length 1, single precision is enough for the inverse.
  const lengths = basis.map((unit) => Math.sqrt(moments.product(unit, unit)) || 1);
  const gram = new Float32Array(size * size);
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) gram[a * size + b] = moments.product(basis[a], basis[b]) / lengths[a] / lengths[b];
    gram[a * size + a] += RELATIVE_RIDGE;
  }
  const inverse = await invertMatrix(gram, size);
  const shares = new Float64Array(size * dropped.length);
  for (const [column, unit] of dropped.entries()) {
    const target = Float64Array.from(basis, (other, b) => moments.product(other, unit) / lengths[b]);
    for (let a = 0; a < size; a++) {
      let sum = 0;
      for (let b = 0; b < size; b++) sum += inverse[a * size + b] * target[b];
      shares[a * dropped.length + column] = sum / lengths[a];
    }
  }
  return shares;
}

/** Narrows a layer to the kept units, which take the part of the dropped ones over by their shares. */
export function takeOver(
  model: ModelEdit,
  { layer, firstInput }: UnitConsumer,
  kept: readonly number[],
  dropped: readonly number[],
  shares: Float64Array,
): void {
  const { weights, outputs } = layer;
  const rowOf = (unit: number): number => (firstInput + unit) * outputs;
  const sums = new Float64Array((kept.length + 1) * outputs);
  for (const [place, unit] of kept.entries()) {
    sums.set(weights.subarray(rowOf(unit), rowOf(unit + 1)), place * outputs);
  }
  for (let place = 0; place <= kept.length; place++) {
    for (const [column, unit] of dropped.entries()) {
      const share = shares[place * dropped.length + column];
      for (let k = 0; k < outputs; k++) sums[place * outputs + k] += share * weights[rowOf(unit) + k];
    }
  }
  const before = weights.subarray(0, rowOf(0));
  const after = weights.subarray(rowOf(kept.length + dropped.length));
  const narrowed = new Float32Array(before.length + kept.length * outputs + after.length);
  narrowed.set(before);
  narrowed.set(sums.subarray(0, kept.length * outputs), before.length);
  narrowed.set(after, before.length + kept.length * outputs);
  setWeights(model, layer, narrowed, outputs);
  addToOutput(model, layer, Float32Array.from(sums.subarray(kept.length * outputs)));
}

/** Adds a vector to what a layer gives, in its own bias where it has one of full width. */
function addToOutput(model: ModelEdit, { node, output, outputs, biasName }: DenseLayer, vector: Float32Array): void {
  const bias = biasName === null ? null : model.floats(biasName);
  if (bias?.length === outputs) {
    const sum = bias.map((value, k) => value + vector[k]);
    node.input?.splice(2, 1, model.addConstant(sum, [outputs], `${biasName}_kept`));
    return;
  }
  const before = model.freshName(`${output}_before`);
  const added = model.addConstant(vector, [outputs], `${output}_added`);
  node.output = [before];
  model.replace(node, [node, { opType: 'Add', input: [before, added], output: [output] }]);
}

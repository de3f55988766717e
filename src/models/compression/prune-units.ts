import { type Feeds, observe } from './calibration.js';
import { setWeights } from './dense-layer.js';
import { ModelEdit } from './model-edit.js';
import type { Rewritten } from './rewritten.js';
import { sharesOfDropped, takeOver } from './take-over.js';
import { type UnitGroup, unitGroups } from './unit-group.js';
import { UnitMoments } from './unit-moments.js';

/** Sizes that fill the vector registers of a processor. */
const UNIT_MULTIPLE = 8;

/**
 * Drops the share of hidden units that count least, so that the model has fewer and smaller operators. The units that
 * stay take over what they can: their weights in the next layer are those of the least squares from the kept to the
 * dropped activations over the calibration batches (He, Zhang and Sun 2017), which needs no training.
 */
export async function pruneUnits(
  bytes: Uint8Array,
  batches: readonly Feeds[],
  share: number,
  signal?: AbortSignal,
): Promise<Rewritten> {
  if (!(share > 0 && share < 1)) throw new RangeError(`The share of units must lie between 0 and 1, and is ${share}`);
  let pruned: Rewritten = { bytes, places: 0 };
  const groupCount = unitGroups(new ModelEdit(bytes)).length;
  // One group at a time, so that a later one is measured with what the earlier ones have become.
  for (let n = 0; n < groupCount; n++) {
    signal?.throwIfAborted();
    const model = new ModelEdit(pruned.bytes);
    const group = unitGroups(model)[n];
    const keptCount = Math.ceil((group.units * (1 - share)) / UNIT_MULTIPLE) * UNIT_MULTIPLE;
    if (keptCount >= group.units) continue;
    const moments = await momentsOf(pruned.bytes, group, batches, signal);
    await dropUnits(model, group, moments, mostImportant(group, moments, keptCount));
    pruned = { bytes: model.finish(), places: pruned.places + 1 };
  }
  return pruned;
}

type MomentsByTensor = ReadonlyMap<string, UnitMoments>;

async function momentsOf(
  bytes: Uint8Array,
  group: UnitGroup,
  batches: readonly Feeds[],
  signal?: AbortSignal,
): Promise<MomentsByTensor> {
  const moments = new Map(group.consumers.map(({ tensor }) => [tensor, new UnitMoments(group.units)]));
  await observe(bytes, [...moments.keys()], batches, (tensor, values) => moments.get(tensor)?.add(values), signal);
  return moments;
}

/** The units whose variation changes the next layers most, in the order of their places. */
function mostImportant(group: UnitGroup, moments: MomentsByTensor, count: number): number[] {
  const importance = new Float64Array(group.units);
  for (const { tensor, firstInput, layer } of group.consumers) {
    for (let unit = 0; unit < group.units; unit++) {
      const start = (firstInput + unit) * layer.outputs;
      let squares = 0;
      for (let k = start; k < start + layer.outputs; k++) squares += layer.weights[k] * layer.weights[k];
      importance[unit] += (moments.get(tensor)?.spread(unit) ?? 0) * squares;
    }
  }
  const order = Array.from(importance, (_, unit) => unit).sort((a, b) => importance[b] - importance[a] || a - b);
  return order.slice(0, count).sort((a, b) => a - b);
}

async function dropUnits(
  model: ModelEdit,
  group: UnitGroup,
  momentsByTensor: MomentsByTensor,
  kept: readonly number[],
): Promise<void> {
  const { producer, units } = group;
  const isKept = new Set(kept);
  const dropped = Array.from({ length: units }, (_, unit) => unit).filter((unit) => !isKept.has(unit));
  for (const consumer of group.consumers) {
    const moments = momentsByTensor.get(consumer.tensor);
    if (moments === undefined) throw new Error(`No values of "${consumer.tensor}" were seen`);
    takeOver(model, consumer, kept, dropped, await sharesOfDropped(moments, kept, dropped));
  }
  for (const name of group.constants) {
    const values = model.floats(name) ?? new Float32Array(0);
    const dimensions = model.dimensions(name).map((size) => (size === units ? kept.length : size));
    const own = model.addConstant(
      Float32Array.from(kept, (unit) => values[unit]),
      dimensions,
      name,
    );
    rename(model, group, name, own);
  }
  const narrowed = new Float32Array(producer.inputs * kept.length);
  for (let row = 0; row < producer.inputs; row++) {
    for (const [place, unit] of kept.entries()) {
      narrowed[row * kept.length + place] = producer.weights[row * units + unit];
    }
  }
  setWeights(model, producer, narrowed, kept.length);
}

/** Constants that other parts of the model use too keep their size there. */
function rename(model: ModelEdit, { producer, between }: UnitGroup, from: string, to: string): void {
  for (const node of model.nodes) {
    if (node !== producer.node && !between.has(node)) continue;
    node.input = (node.input ?? []).map((input) => (input === from ? to : input));
  }
}

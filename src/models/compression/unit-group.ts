import { type DenseLayer, denseLayers } from './dense-layer.js';
import type { ModelEdit, OnnxNode } from './model-edit.js';

/** Hidden units that can be dropped: what makes them, what lies between, and all that reads them. */
export interface UnitGroup {
  readonly producer: DenseLayer;
  /** Constants with one number a unit, such as biases, that must lose the same places. */
  readonly constants: readonly string[];
  /** The operators through which values go on their way to the consumers. */
  readonly between: ReadonlySet<OnnxNode>;
  readonly consumers: readonly UnitConsumer[];
  readonly units: number;
}

/** A layer that reads the units, maybe beside other inputs. */
export interface UnitConsumer {
  readonly layer: DenseLayer;
  /** The tensor that holds the units as this layer reads them. */
  readonly tensor: string;
  /** Which of the layer's inputs is the first unit. */
  readonly firstInput: number;
}

/** Operators that treat every unit by itself. */
const ELEMENTWISE = new Set(
  'Add Sub Mul Div Relu LeakyRelu Elu Selu Gelu FastGelu QuickGelu Sigmoid Tanh Erf Softplus Clip Identity Pow Neg Exp Sqrt HardSigmoid'.split(
    ' ',
  ),
);

/**
 * The groups of hidden units of which a dense layer makes and only dense layers read every value. Units that meet
 * others by their place (cross layers, residual sums, attention) or leave the model are not among them.
 */
export function unitGroups(model: ModelEdit): UnitGroup[] {
  const layers = denseLayers(model);
  return layers.flatMap((layer) => unitGroupOf(model, layer, layers) ?? []);
}

function unitGroupOf(model: ModelEdit, producer: DenseLayer, layers: readonly DenseLayer[]): UnitGroup | null {
  const units = producer.outputs;
  const byNode = new Map(layers.map((layer) => [layer.node, layer]));
  const constants = new Set<string>(producer.biasName === null ? [] : [producer.biasName]);
  if (![...constants].every((name) => isPerUnit(model, name, units) || isSingle(model, name))) return null;
  const consumers: UnitConsumer[] = [];
  const between = new Set<OnnxNode>();
  const tensors = new Set([producer.output]);
  // Sets grow while they are walked, so that this sees every tensor that comes from the units.
  for (const tensor of tensors) {
    if (model.outputNames.includes(tensor)) return null;
    for (const node of model.nodes.filter(({ input }) => input?.includes(tensor))) {
      const layer = byNode.get(node);
      const joined = node.opType === 'Concat' ? readersOfJoined(model, node, tensor, units, layers) : [];
      if (layer !== undefined) {
        consumers.push({ layer, tensor, firstInput: 0 });
      } else if (joined.length > 0) {
        consumers.push(...joined);
      } else if (ELEMENTWISE.has(node.opType ?? '')) {
        between.add(node);
        for (const output of node.output ?? []) tensors.add(output);
      } else {
        return null;
      }
    }
  }
  for (const name of [...between].flatMap((node) => node.input ?? [])) {
    if (name === '' || tensors.has(name) || isSingle(model, name)) continue;
    if (!isPerUnit(model, name, units)) return null;
    constants.add(name);
  }
  const perUnit = [...constants].filter((name) => !isSingle(model, name));
  return consumers.length === 0 ? null : { producer, constants: perUnit, between, consumers, units };
}

/**
 * The layers that read units joined with other numbers, where the units come first or last, so that their place is
 * known without the widths of the others; nothing when anything else reads them too.
 */
function readersOfJoined(
  model: ModelEdit,
  node: OnnxNode,
  tensor: string,
  units: number,
  layers: readonly DenseLayer[],
): UnitConsumer[] {
  const inputs = node.input ?? [];
  const [output] = node.output ?? [];
  const place = inputs.indexOf(tensor);
  const isAtEnd = place === inputs.length - 1;
  const isKnown = (place === 0 || isAtEnd) && inputs.lastIndexOf(tensor) === place;
  const readers = layers.filter((layer) => layer.input === output);
  const isReadByLayers = model.nodes.filter(({ input }) => input?.includes(output)).length === readers.length;
  // A joined axis before the last one would stack rows, and a layer would then not be wider than its units.
  const isWider = readers.every((layer) => layer.inputs > units);
  if (!isKnown || !isReadByLayers || !isWider || model.outputNames.includes(output)) return [];
  return readers.map((layer) => ({ layer, tensor, firstInput: isAtEnd ? layer.inputs - units : 0 }));
}

function isSingle(model: ModelEdit, name: string): boolean {
  return model.isConstant(name) && model.dimensions(name).every((size) => size === 1);
}

function isPerUnit(model: ModelEdit, name: string, units: number): boolean {
  const dimensions = model.dimensions(name);
  return model.floats(name)?.length === units && dimensions[dimensions.length - 1] === units;
}

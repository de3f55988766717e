import { add } from './ops/arithmetic.js';
import { scatterRows } from './ops/gather.js';
import { describeShape } from './shape.js';
import { type Contribution, isRowGradient, type Parameter, type RowGradient, type Value } from './tape.js';

/** The gradient of one parameter: in full, or as the rows that a step touches. */
export type ParameterGradient =
  | { readonly parameter: Parameter; readonly dense: Value }
  | { readonly parameter: Parameter; readonly rows: readonly RowGradient[] };

/**
 * Puts the gradient of a loss on its tape, from the loss back to the parameters (reverse mode). A parameter of which
 * only rows are looked up by an input gets the gradients of those rows; a table of a million rows then costs no more
 * than what a batch touches. A parameter that the loss does not depend on is a RangeError: it would never learn.
 */
export function gradients(loss: Value, parameters: readonly Parameter[]): ParameterGradient[] {
  if (loss.shape.length > 0) throw new RangeError(`A loss is one number, not ${describeShape(loss.shape)}`);
  const order = dependents(loss, new Set(parameters));
  const upstream = new Map<Value, Contribution[]>([[loss, [loss.tape.scalar(1)]]]);
  for (const value of order) {
    const { source } = value;
    if (source.kind !== 'result') continue;
    const contributions = upstream.get(value);
    if (contributions === undefined) continue;
    const { gradient, operator, inputs } = source.of;
    if (gradient === null || source.index > 0) throw new RangeError(`Nothing can be learned through ${operator}`);
    for (const [n, contribution] of gradient(total(value, contributions), value).entries()) {
      const input = inputs[n];
      if (contribution === null || !order.has(input)) continue;
      upstream.set(input, [...(upstream.get(input) ?? []), contribution]);
    }
  }
  return parameters.map((parameter) => gradientOf(parameter, upstream.get(parameter)));
}

function gradientOf(parameter: Parameter, contributions: readonly Contribution[] | undefined): ParameterGradient {
  if (contributions === undefined) {
    throw new RangeError(`The loss does not depend on "${parameter.source.name}", so it would never learn`);
  }
  const rows = contributions.filter(isRowGradient).filter(({ indices }) => indices.source.kind === 'input');
  return rows.length === contributions.length
    ? { parameter, rows }
    : { parameter, dense: total(parameter, contributions) };
}

/** The sum of what an output's uses contribute. */
function total(value: Value, contributions: readonly Contribution[]): Value {
  return contributions.map((contribution) => inFull(value, contribution)).reduce((sum, term) => add(sum, term));
}

function inFull(value: Value, contribution: Contribution): Value {
  return isRowGradient(contribution) ? scatterRows(contribution.rows, contribution.indices, value.shape) : contribution;
}

/** Everything between the parameters and the loss, the loss first: only there gradients are needed. */
function dependents(loss: Value, parameters: ReadonlySet<Value>): Set<Value> {
  const needed = new Map<Value, boolean>();
  const pending = [loss];
  while (pending.length > 0) {
    const value = pending[pending.length - 1];
    const inputs = value.source.kind === 'result' ? value.source.of.inputs : [];
    const unknown = inputs.filter((input) => !needed.has(input));
    if (unknown.length > 0) {
      pending.push(...unknown);
      continue;
    }
    pending.pop();
    needed.set(value, parameters.has(value) || inputs.some((input) => needed.get(input)));
  }
  const values = [...needed].filter(([, isNeeded]) => isNeeded).map(([value]) => value);
  return new Set(values.sort((a, b) => b.id - a.id));
}

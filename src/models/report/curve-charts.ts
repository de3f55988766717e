import type { EpochFacts, PhaseFacts } from '../../domain/trained-models.js';
import { type Chart, COLOURS } from './chart.js';
import { type Line, lineChart } from './line-chart.js';
import { numberText } from './number-text.js';

/** One figure of a phase over its epochs. */
export interface Curve {
  readonly name: string;
  readonly train: readonly (number | null)[];
  readonly valid: readonly (number | null)[];
  /** Of the held-out examples; null when the figure was never measured on them. */
  readonly best: { readonly epoch: number; readonly value: number } | null;
}

/** Names of figures of which less is better. */
const LESS_IS_BETTER = /loss|error|rmse|mae/i;

/** The figures of a phase: the whole loss first, then those of single tasks, then metrics. */
export function curvesOf({ epochs }: PhaseFacts): Curve[] {
  const losses = new Set(epochs.flatMap(({ train }) => Object.keys(train)));
  const names = new Set([...losses, ...epochs.flatMap(({ valid }) => Object.keys(valid))]);
  const rank = (name: string): number => (name === 'loss' ? 0 : losses.has(name) ? 1 : 2);
  return [...names]
    .sort((a, b) => rank(a) - rank(b))
    .map((name) => ({
      name,
      train: epochs.map(({ train }) => finite(train[name])),
      valid: epochs.map(({ valid }) => finite(valid[name])),
      best: bestOf(epochs, losses.has(name) || LESS_IS_BETTER.test(name), name),
    }));
}

/** The charts of a phase: a chart a figure, then the learning rate and the speed. */
export function phaseCharts(phase: PhaseFacts): Chart[] {
  const epochs = phase.epochs.map(({ epoch }) => epoch);
  const single = (title: string, unit: string, fromZero: boolean, value: (record: EpochFacts) => number) => {
    const values = phase.epochs.map((record) => finite(value(record)));
    const description = `${phase.name}: ${unit}, ${rangeText(values)}.`;
    const line = { name: unit, colour: COLOURS.third, isDashed: false, values };
    return lineChart({ title, description, epochs, lines: [line], bestEpoch: null, fromZero });
  };
  return [
    ...curvesOf(phase).map((curve) => curveChart(phase.name, epochs, curve)),
    single('Learning rate', 'learning rate', true, ({ learningRate }) => learningRate),
    single('Speed', 'examples a second', true, ({ examples, seconds }) => examples / seconds),
  ];
}

function curveChart(phase: string, epochs: readonly number[], { name, train, valid, best }: Curve): Chart {
  const lines: Line[] = [
    { name: 'learned from', colour: COLOURS.first, isDashed: false, values: train },
    { name: 'held out', colour: COLOURS.second, isDashed: true, values: valid },
  ];
  const shown = lines.filter(({ values }) => values.some((value) => value !== null));
  const bestText = best === null ? '' : ` Best on held-out examples: ${numberText(best.value)} in epoch ${best.epoch}.`;
  const ranges = shown.map((line) => `${line.name} ${rangeText(line.values)}`).join(', ');
  return lineChart({
    title: name,
    description: `${phase}: ${name} by epoch, ${ranges}.${bestText}`,
    epochs,
    lines: shown,
    bestEpoch: best?.epoch ?? null,
    fromZero: false,
  });
}

function bestOf(epochs: readonly EpochFacts[], isLower: boolean, name: string): Curve['best'] {
  let best: Curve['best'] = null;
  for (const { epoch, valid } of epochs) {
    const value = finite(valid[name]);
    if (value === null) continue;
    if (best === null || (isLower ? value < best.value : value > best.value)) best = { epoch, value };
  }
  return best;
}

function rangeText(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return 'not measured';
  return known.length === 1
    ? numberText(known[0])
    : `from ${numberText(known[0])} to ${numberText(known[known.length - 1])}`;
}

/** A log may hold figures of a training that went wrong. */
function finite(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : value;
}

import { type Random, shuffle } from '../../../domain/random.js';
import { type LabelledSequence, SequenceModel } from './sequence-model.js';

/** How often the examples are gone through, and in what order. */
export interface TrainingOptions {
  readonly epochs: number;
  readonly random: Random;
  readonly signal?: AbortSignal;
}

/** A weight and what its average needs: the sum of its changes, each times the step at which it came. */
interface Averaged {
  readonly labels: number[];
  readonly values: number[];
  readonly sums: number[];
}

/**
 * Learns by mistakes: where the best labelling is wrong, the weights of the right one go up and its own go down; the
 * average over all steps is kept, which generalises far better than the last state (Collins 2002, section 2).
 */
export function trainSequenceModel(
  labels: readonly string[],
  examples: readonly LabelledSequence[],
  { epochs, random, signal }: TrainingOptions,
): SequenceModel {
  const count = labels.length;
  const features = new Map<string, Averaged>();
  const transitions = new Float64Array((count + 1) * count);
  const transitionSums = new Float64Array((count + 1) * count);
  const model = new SequenceModel(labels, transitions, features);
  const order = examples.map((_, k) => k);
  let step = 1;

  const change = (name: string, label: number, by: number): void => {
    let weights = features.get(name);
    if (weights === undefined) {
      weights = { labels: [], values: [], sums: [] };
      features.set(name, weights);
    }
    let place = weights.labels.indexOf(label);
    if (place === -1) {
      place = weights.labels.push(label) - 1;
      weights.values.push(0);
      weights.sums.push(0);
    }
    weights.values[place] += by;
    weights.sums[place] += by * step;
  };
  const changeTransition = (previous: number, next: number, by: number): void => {
    transitions[previous * count + next] += by;
    transitionSums[previous * count + next] += by * step;
  };

  for (let epoch = 0; epoch < epochs; epoch++) {
    signal?.throwIfAborted();
    shuffle(order, random);
    for (const k of order) {
      const example = examples[k];
      const guess = model.label(example.features, example.allowed);
      for (let at = 0; at < guess.length; at++) {
        const right = example.labels[at];
        const rightBefore = at === 0 ? count : example.labels[at - 1];
        const guessBefore = at === 0 ? count : guess[at - 1];
        if (guess[at] !== right) {
          for (const name of example.features[at]) {
            change(name, right, 1);
            change(name, guess[at], -1);
          }
        }
        if (guess[at] !== right || guessBefore !== rightBefore) {
          changeTransition(rightBefore, right, 1);
          changeTransition(guessBefore, guess[at], -1);
        }
      }
      step++;
    }
  }
  for (const { values, sums } of features.values()) {
    for (let k = 0; k < values.length; k++) values[k] -= sums[k] / step;
  }
  for (let k = 0; k < transitions.length; k++) transitions[k] -= transitionSums[k] / step;
  return model;
}

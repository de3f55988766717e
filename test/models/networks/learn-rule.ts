import { type Random, seededRandom } from '../../../src/domain/random.js';
import { binaryCrossEntropy } from '../../../src/models/autodiff/losses/cross-entropy.js';
import { add } from '../../../src/models/autodiff/ops/arithmetic.js';
import { Tape, type Value } from '../../../src/models/autodiff/tape.js';
import type { OnnxInput } from '../../../src/models/onnx/onnx-session.js';
import { meanLosses } from '../../../src/models/training/forward-pass.js';
import { train } from '../../../src/models/training/train.js';
import { initialValues, type TrainingBatch } from '../../../src/models/training/trainable-model.js';
import { DEFAULT_TRAINING } from '../../../src/models/training/training.js';

const BATCH = 64;

/** One example: its inputs by name, and 0 or 1 for each task. */
export interface Example {
  readonly inputs: Readonly<Record<string, readonly number[]>>;
  readonly labels: Readonly<Record<string, number>>;
}

/** A network with its inputs, and one logit for each label. */
export type Network = (tape: Tape) => Readonly<Record<string, Value>>;

/**
 * Trains a network on examples that a rule draws, and returns the mean loss on others. A network that has not found
 * the rule stays at ln 2 = 0.69 for labels that are 0 and 1 equally often.
 */
export async function learnRule(network: Network, draw: (random: Random) => Example, epochs = 12): Promise<number> {
  const tape = new Tape();
  const logits = network(tape);
  const losses = Object.entries(logits).map(([task, logit]) =>
    binaryCrossEntropy(logit, tape.input(`label.${task}`, ['batch'])),
  );
  const loss = losses.reduce((sum, term) => add(sum, term));
  const model = { name: 'rule', tape, loss, losses: {}, outputs: logits };
  const values = initialValues(tape.parameters, 3);
  const heldOut = batchOf(tape, 400, draw, seededRandom(77));
  const { bestFigure } = await train({
    model,
    values,
    settings: {
      ...DEFAULT_TRAINING,
      epochs,
      patience: epochs,
      schedule: { kind: 'cosine', learningRate: 0.02, warmUpSteps: 10, totalSteps: epochs * 20, lastShare: 0.05 },
    },
    batches: function* (_, random) {
      for (let n = 0; n < 20; n++) yield batchOf(tape, BATCH, draw, random);
    },
    validate: meanLosses(model, () => [heldOut]),
    session: { provider: 'cpu', threads: 1, warn: () => undefined },
    clock: () => 0,
  });
  return (bestFigure ?? Number.NaN) / losses.length;
}

/** Examples as the inputs that the tape declares. */
export function batchOf(tape: Tape, size: number, draw: (random: Random) => Example, random: Random): TrainingBatch {
  const examples = Array.from({ length: size }, () => draw(random));
  const inputs: Record<string, OnnxInput> = {};
  for (const { source, shape, type } of tape.inputs) {
    if (source.kind !== 'input') continue;
    const { name } = source;
    const numbers = examples.flatMap(
      ({ inputs: given, labels }) => given[name] ?? [labels[name.slice('label.'.length)]],
    );
    const dimensions = shape.map((length) => (typeof length === 'number' ? length : size));
    inputs[name] = { data: type === 'int32' ? Int32Array.from(numbers) : Float32Array.from(numbers), dimensions };
  }
  return { inputs, examples: size };
}

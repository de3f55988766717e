import { type Random, seededRandom, seedOf } from '../../domain/random.js';
import type { Parameter, Tape, Value } from '../autodiff/tape.js';
import type { OnnxInput } from '../onnx/onnx-session.js';

/** A model as its computation, which training runs forward and backward. */
export interface TrainableModel {
  readonly name: string;
  readonly tape: Tape;
  /** What training makes small. */
  readonly loss: Value;
  /** Losses by task, to be followed; the loss itself need not be among them. */
  readonly losses: Readonly<Record<string, Value>>;
  /** What a validation reads, such as scores. */
  readonly outputs: Readonly<Record<string, Value>>;
}

/** The inputs of one step. */
export interface TrainingBatch {
  readonly inputs: Readonly<Record<string, OnnxInput>>;
  /** How many examples it holds; losses are averaged by it. */
  readonly examples: number;
}

/** Batches, made one after the other. */
export type Batches = Iterable<TrainingBatch> | AsyncIterable<TrainingBatch>;

/** The numbers of the parameters by their names. Training changes them in place. */
export type ParameterValues = ReadonlyMap<string, Float32Array>;

/**
 * First values of all parameters. Each parameter has random numbers of its own, so that a model that gains one keeps
 * the values of the others.
 */
export function initialValues(parameters: readonly Parameter[], seed: number): ParameterValues {
  return new Map(
    parameters.map(({ source: { name, initialise }, shape }) => [name, initialise(shape, randomFor(seed, name))]),
  );
}

/** Random numbers that depend on a seed and a purpose alone, so that a resumed training draws the same ones. */
export function randomFor(seed: number, purpose: string): Random {
  return seededRandom(seedOf(`${seed} ${purpose}`));
}

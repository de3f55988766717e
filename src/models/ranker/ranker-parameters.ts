import { normal, type Random } from '../../domain/random.js';
import type { FeatureStatistics } from './feature-statistics.js';
import type { RankerWeights } from './ranker-weights.js';
import { parameterShapes } from './training-graph.js';

/** What decides how many parameters a ranker has. */
export interface RankerShape {
  readonly featureNames: readonly string[];
  readonly hidden: readonly number[];
}

/** The parameters of a ranker in training, by their names in the training graph. */
export type RankerParameters = Map<string, { readonly values: Float32Array; readonly dimensions: readonly number[] }>;

/** He's initialisation for the hidden layers; zero for what adds up to a score, so that nothing counts unlearned. */
export function initialParameters(shape: RankerShape, random: Random): RankerParameters {
  const shapes = parameterShapes({ features: shape.featureNames.length, hidden: shape.hidden });
  return new Map(
    shapes.map(([name, dimensions]) => {
      const size = dimensions.reduce((product, length) => product * length, 1);
      const deviation = name.startsWith('weights') ? Math.sqrt(2 / dimensions[0]) : 0;
      const values = Float32Array.from({ length: size }, () => (deviation === 0 ? 0 : deviation * normal(random)));
      return [name, { values, dimensions }];
    }),
  );
}

/** Lifts the linear weights of these features to zero where a step took them below. */
export function keepNonNegative(parameters: RankerParameters, features: readonly number[]): void {
  const linear = valuesOf(parameters, 'linear');
  for (const f of features) if (linear[f] < 0) linear[f] = 0;
}

/** A copy of the parameters as a ranker. */
export function toWeights(
  shape: RankerShape,
  statistics: FeatureStatistics,
  parameters: RankerParameters,
): RankerWeights {
  let inputs = shape.featureNames.length;
  const hidden = shape.hidden.map((outputs, depth) => {
    const layer = {
      inputs,
      outputs,
      weights: valuesOf(parameters, `weights${depth}`).slice(),
      biases: valuesOf(parameters, `biases${depth}`).slice(),
    };
    inputs = outputs;
    return layer;
  });
  return {
    featureNames: shape.featureNames,
    means: statistics.means,
    deviations: statistics.deviations,
    linear: valuesOf(parameters, 'linear').slice(),
    hidden,
    output: valuesOf(parameters, 'output').slice(),
  };
}

function valuesOf(parameters: RankerParameters, name: string): Float32Array {
  const parameter = parameters.get(name);
  if (parameter === undefined) throw new Error(`The training graph has no parameter "${name}"`);
  return parameter.values;
}

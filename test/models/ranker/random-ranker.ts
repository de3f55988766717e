import type { TaskName } from '../../../src/domain/objectives.js';
import { normal, seededRandom } from '../../../src/domain/random.js';
import type { RankerArchitecture } from '../../../src/models/ranker/ranker-network.js';
import { type RankerWeights, servingNetwork } from '../../../src/models/ranker/ranker-weights.js';

/** A ranker whose parameters and statistics were drawn at random. */
export function randomRanker(
  features: number,
  architecture: RankerArchitecture,
  memberCount: number,
  seed: number,
  tasks: readonly TaskName[] = [],
): RankerWeights {
  const random = seededRandom(seed);
  const draw = (length: number): Float32Array => Float32Array.from({ length }, () => normal(random) * 0.4);
  const featureNames = Array.from({ length: features }, (_, f) => `feature${f}`);
  const statistics = { means: draw(features), deviations: draw(features).map((x) => 0.2 + Math.abs(x)) };
  const ranker = { featureNames, statistics, architecture, memberCount, tasks };
  const { parameters } = servingNetwork(ranker, 'features').score.tape;
  const sizeOf = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1);
  return { ...ranker, values: new Map(parameters.map(({ source, shape }) => [source.name, draw(sizeOf(shape))])) };
}

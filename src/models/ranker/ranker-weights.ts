import type { TaskName } from '../../domain/objectives.js';
import { Tape } from '../autodiff/tape.js';
import type { ParameterValues } from '../training/trainable-model.js';
import type { FeatureStatistics } from './feature-statistics.js';
import { type RankerArchitecture, type RankerScores, rankerNetwork } from './ranker-network.js';

/** A ranker as numbers: what it was standardised by, what it is made of, and the values of all members' parameters. */
export interface RankerWeights {
  readonly featureNames: readonly string[];
  readonly statistics: FeatureStatistics;
  readonly architecture: RankerArchitecture;
  /** How many rankers, each trained with a seed of its own, are averaged. */
  readonly memberCount: number;
  /** What it has a head for, in the order of the heads' parameters. */
  readonly tasks: readonly TaskName[];
  readonly values: ParameterValues;
}

/** The computation of a ranker for any number of rows, on a tape of its own. */
export function servingNetwork(ranker: Omit<RankerWeights, 'values'>, input: string): RankerScores {
  const features = new Tape().input(input, ['n', ranker.featureNames.length]);
  const members = Array.from({ length: ranker.memberCount }, (_, member) => member);
  return rankerNetwork(features, ranker.statistics, ranker.architecture, members, ranker.tasks);
}

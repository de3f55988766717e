import { DEFAULT_FIT_OPTIONS, type FitOptions } from '../fitting/fit-models.js';

/** What a training takes its time for. */
export type TrainingEffort = Pick<FitOptions, 'ranker' | 'rankerMembers' | 'examinedUsers'>;

/** What a server does when it starts without models: a ranker that some hundred users have taught serves well. */
export const QUICK_TRAINING: TrainingEffort = {
  ranker: { users: 200, pairs: 1_500 },
  rankerMembers: 1,
  examinedUsers: 0,
};

/** All that a training can do; it spares users to compress and examine the ranker by. */
export const FULL_TRAINING: TrainingEffort = {
  ranker: DEFAULT_FIT_OPTIONS.ranker,
  rankerMembers: DEFAULT_FIT_OPTIONS.rankerMembers,
  examinedUsers: 300,
};

import { DEFAULT_ALS_CONFIG, fitImplicitAls, type ImplicitAlsConfig } from '../../models/factors/implicit-als.js';
import type { ValidationSet } from './validation-set.js';

const REGULARISATION_FACTORS = [3, 1 / 3];
const UNOBSERVED_WEIGHTS = [0.3, 0.03];
/** Smaller and shorter fits rank the settings alike and cost a sixth. */
const TRIAL_SIZE = { embeddingSize: 32, epochs: 4 };

/**
 * Finds how strongly implicit ALS is regularised. The weight of what was not observed and the regularisation pull
 * against each other, so they are tried together with the regularisation scaled along.
 */
export function tuneFactors(set: ValidationSet, seed: number): ImplicitAlsConfig {
  const { userItems, itemUsers } = set.training;
  let best: ImplicitAlsConfig = { ...DEFAULT_ALS_CONFIG, seed };
  const accuracyOf = (config: ImplicitAlsConfig): number => {
    const model = fitImplicitAls(userItems, itemUsers, { ...config, ...TRIAL_SIZE });
    return set.ndcg((history, into) => model.scoreAll(model.foldInUser(history), into));
  };
  let reached = accuracyOf(best);
  const attempt = (config: ImplicitAlsConfig): void => {
    const accuracy = accuracyOf(config);
    if (accuracy <= reached) return;
    reached = accuracy;
    best = config;
  };
  for (const factor of REGULARISATION_FACTORS) {
    attempt({ ...DEFAULT_ALS_CONFIG, seed, regularisation: DEFAULT_ALS_CONFIG.regularisation * factor });
  }
  for (const unobservedWeight of UNOBSERVED_WEIGHTS) attempt({ ...best, unobservedWeight });
  return best;
}

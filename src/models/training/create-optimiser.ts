import { AdamOptimiser, type AdamSettings } from './adam-optimiser.js';
import type { LearnedParameter, Optimiser } from './optimiser.js';
import { SgdOptimiser, type SgdSettings } from './sgd-optimiser.js';

/** Which rule moves the parameters. */
export type OptimiserSettings = SgdSettings | AdamSettings;

/** An optimiser that has not seen a step. */
export function createOptimiser(settings: OptimiserSettings, parameters: readonly LearnedParameter[]): Optimiser {
  return settings.kind === 'sgd' ? new SgdOptimiser(settings, parameters) : new AdamOptimiser(settings, parameters);
}

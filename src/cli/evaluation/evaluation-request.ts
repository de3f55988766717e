import type { FitOptions } from '../../recommend/fitting/fit-models.js';

/** What to evaluate. File names are inside the folder. */
export interface EvaluationRequest {
  readonly folder: string;
  readonly train: string;
  /** Pairs to tune and learn on; a part of the training pairs is held out when null. */
  readonly valid: string | null;
  readonly test: string;
  /** Frozen lists to rank each test item in, instead of all items. */
  readonly negatives: string | null;
  /** The share of the items, 0 to 1, whose training interactions are hidden. */
  readonly coldItems: number;
  /** Whether items that the user has had may be ranked. */
  readonly includesSeen: boolean;
  readonly fit: Pick<FitOptions, 'trials' | 'tuning' | 'seed'>;
  readonly onStep: (step: string) => void;
}

import type { WithheldPart } from '../../recommend/evaluation/withheld-parts.js';
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
  /** A domain whose training interactions are hidden for a share of the users, who alone are asked about; or null. */
  readonly coldDomain: { readonly domain: string; readonly share: number } | null;
  /** Whether every domain is also measured with what was learned from this domain alone. */
  readonly comparesDomains: boolean;
  /** What the same is also measured without: withheld from the fit and from the queries; empty for nothing. */
  readonly ablated: readonly WithheldPart[];
  /** Whether items that the user has had may be ranked. */
  readonly includesSeen: boolean;
  readonly fit: Pick<FitOptions, 'trials' | 'tuning' | 'seed'>;
  readonly onStep: (step: string) => void;
}

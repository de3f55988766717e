import type { CompressionTrial } from '../compression/compression-report.js';

/** A part of a training report beyond the curves of its epochs. */
export type ReportSection =
  | ImportanceSection
  | CalibrationSection
  | GroupSection
  | TaskSection
  | TransferSection
  | CompressionSection;

/** How much a metric falls when one feature's values are shuffled among the rows. */
export interface ImportanceSection {
  readonly kind: 'importance';
  readonly metric: string;
  readonly features: readonly FeatureImportance[];
}

export interface FeatureImportance {
  readonly feature: string;
  /** The metric before minus the metric after, as a mean over several shuffles. */
  readonly loss: number;
  /** Between the shuffles. */
  readonly deviation: number;
}

/** Whether a prediction of 30 % comes true in 30 % of the cases. */
export interface CalibrationSection {
  readonly kind: 'calibration';
  readonly tasks: readonly { readonly task: string; readonly bins: readonly ReliabilityBin[] }[];
}

/** The predictions that lie near each other. */
export interface ReliabilityBin {
  readonly predicted: number;
  readonly observed: number;
  readonly count: number;
}

/** A metric of groups of users, items or requests, such as by history length, by scene or by domain. */
export interface GroupSection {
  readonly kind: 'groups';
  /** What the groups differ by; completes "NDCG@10 by …". */
  readonly by: string;
  readonly metric: string;
  readonly groups: readonly GroupMetric[];
  /** What the groups' baseline is, such as the model of a single domain; null where there is none. */
  readonly baselineName: string | null;
}

export interface GroupMetric {
  readonly name: string;
  readonly users: number;
  readonly value: number;
  /** The ends of the 95 % interval. */
  readonly interval: readonly [low: number, high: number] | null;
  readonly baseline: number | null;
}

/** How well each task is foreseen by its own score, beside the usual one. */
export interface TaskSection {
  readonly kind: 'tasks';
  readonly metric: string;
  readonly tasks: readonly GroupMetric[];
  /** The tasks of which too little was known, with the number of lists in which they happened. */
  readonly leftOut: readonly { readonly task: string; readonly lists: number }[];
}

/** What a ranker of one domain gained by learning from another one first, in the mean of the same users. */
export interface TransferSection {
  readonly kind: 'transfer';
  readonly from: string;
  readonly to: string;
  readonly metric: string;
  readonly users: number;
  readonly value: number;
  /** Of the ranker that learned from the target domain alone. */
  readonly scratch: number;
  /** The paired difference and its 95 % interval. */
  readonly gain: { readonly mean: number; readonly low: number; readonly high: number };
  /** The gain of users with at least so many items of the target domain, and fewer than the next group's. */
  readonly byHistoryLength: readonly { readonly from: number; readonly users: number; readonly gain: number }[];
}

/** What compression of the trained model came to. */
export interface CompressionSection {
  readonly kind: 'compression';
  readonly metric: string;
  readonly trials: readonly CompressionTrial[];
}

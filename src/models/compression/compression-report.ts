/** What one way of compressing a model came to. */
export interface CompressionTrial {
  readonly name: string;
  /** Of the .onnx file, and of the same packed by gzip, where pruned weights cost next to nothing. */
  readonly bytes: number;
  readonly packedBytes: number;
  /** Of one request on one thread. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** The caller's metric, of which more is better. */
  readonly metric: number;
  /** How much of the uncompressed model's metric is lost: 0.005 is half a percent, below zero is a gain. */
  readonly relativeLoss: number;
  readonly verdict: Verdict;
  /** Why it was refused or is not the one that is served. */
  readonly reason: string | null;
}

/** `chosen` is the model to serve; `accepted` ones are good enough too; `refused` ones lose more than their bound. */
export type Verdict = 'chosen' | 'accepted' | 'refused';

/** The uncompressed model first, then every way that was tried. */
export interface CompressionReport {
  readonly trials: readonly CompressionTrial[];
}

/** A model after compression, with what was measured on the way. */
export interface CompressedModel {
  readonly bytes: Uint8Array;
  /** What the bytes are called among the report's trials. */
  readonly name: string;
  readonly report: CompressionReport;
}

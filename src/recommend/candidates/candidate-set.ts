/** The candidates of one request with every channel's score for each of them. */
export interface CandidateSet {
  /** Item numbers. */
  readonly items: Int32Array;
  /** Channel after channel in the order of CHANNEL_NAMES, `items.length` scores each. */
  readonly scores: Float32Array;
}

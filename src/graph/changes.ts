/** A position in the graph's change feed: the number of changes before it; 0 is the beginning. */
export type ChangeCursor = number;

/**
 * What a committed write did, as far as a reader of the feed has to know. `interactions` names the users, `nodes` the
 * nodes, `relations` the subjects and every entity that was made, `deletion` what is gone, `declaration` a relation of
 * a data set; `bulk` names nothing and means: read everything again.
 */
export const CHANGE_KINDS = ['interactions', 'nodes', 'relations', 'deletion', 'declaration', 'bulk'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** One entry of the change feed. `ids` names what has to be read again as `Label/id`; a bulk write leaves it empty. */
export interface Change {
  readonly sequence: number;
  readonly kind: ChangeKind;
  readonly ids: readonly string[];
  /** When it was committed, in epoch milliseconds. */
  readonly at: number;
  /** The commit that the entry tells of, a different one each time; empty when a person's script has written. */
  readonly commitId: string;
}

export interface ChangePage {
  readonly changes: readonly Change[];
  /** Pass it to the next call. */
  readonly cursor: ChangeCursor;
}

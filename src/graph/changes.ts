/** A position in the graph's change feed: the number of changes before it; 0 is the beginning. */
export type ChangeCursor = number;

/** What a committed write did, as far as a reader of the feed has to know. `nodes` and `bulk` mean: read again. */
export const CHANGE_KINDS = ['interactions', 'nodes', 'relations', 'deletion', 'bulk'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** One entry of the change feed. `ids` names the touched nodes as `Label/id`; a bulk write leaves it empty. */
export interface Change {
  readonly sequence: number;
  readonly kind: ChangeKind;
  readonly ids: readonly string[];
  /** When it was committed, in epoch milliseconds. */
  readonly at: number;
}

export interface ChangePage {
  readonly changes: readonly Change[];
  /** Pass it to the next call. */
  readonly cursor: ChangeCursor;
}

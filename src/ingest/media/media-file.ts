/** A file that shows or plays an item. */
export interface MediaFile {
  readonly path: string;
  /** How people find it again: its path below the folder. */
  readonly name: string;
  /** Which items it may be meant for; the first one that exists it is. */
  readonly itemIds: readonly string[];
}

/** A place in a list of files that names none, and why. */
export interface BrokenMediaEntry {
  readonly name: string;
  readonly line: number;
  readonly reason: string;
}

/** What is to be encoded, in the order of the names. */
export interface MediaFiles {
  readonly files: readonly MediaFile[];
  readonly broken: readonly BrokenMediaEntry[];
  /** Files with other endings, which are left alone. */
  readonly ignored: number;
}

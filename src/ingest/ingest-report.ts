import type { FileKind } from './file-kinds.js';
import type { LeftOutFile } from './plan/find-files.js';

/** What became of the rows of a file: `read` is the sum of new, changed, duplicate and rejected ones. */
interface RowCounts {
  read: number;
  new: number;
  changed: number;
  /** Rows that say what an earlier row or the graph says already. */
  duplicate: number;
  rejected: number;
  /** Values that were brought back into their range; their rows were taken in. */
  clipped: number;
}

/** Relations that columns of items and users became. */
interface FactCounts {
  new: number;
  changed: number;
  duplicate: number;
  rejected: number;
}

interface GoodRow {
  readonly line: number;
  readonly record: unknown;
}

interface BadRow {
  readonly line: number;
  readonly reason: string;
  readonly raw: string;
}

/** What ingest did with one file. */
export interface FileReport {
  readonly file: string;
  readonly kind: FileKind;
  readonly rows: RowCounts;
  readonly facts: FactCounts;
  /** Entities that were created because rows name them. */
  entitiesCreated: number;
  /** The first rows that went in and the first that did not. */
  readonly examples: { readonly good: GoodRow[]; readonly bad: BadRow[] };
}

/** What ingest did. */
export interface IngestReport {
  readonly isDryRun: boolean;
  readonly files: readonly FileReport[];
  readonly totals: RowCounts;
  readonly leftOut: readonly LeftOutFile[];
  readonly notices: readonly string[];
  /** The file of rejected rows, or null when there is none. */
  readonly rejectsPath: string | null;
  readonly seconds: number;
}

export function emptyFileReport(file: string, kind: FileKind): FileReport {
  return {
    file,
    kind,
    rows: { read: 0, new: 0, changed: 0, duplicate: 0, rejected: 0, clipped: 0 },
    facts: { new: 0, changed: 0, duplicate: 0, rejected: 0 },
    entitiesCreated: 0,
    examples: { good: [], bad: [] },
  };
}

/** The sums over all files. */
export function totalsOf(files: readonly FileReport[]): RowCounts {
  const totals: RowCounts = { read: 0, new: 0, changed: 0, duplicate: 0, rejected: 0, clipped: 0 };
  for (const { rows } of files) {
    totals.read += rows.read;
    totals.new += rows.new;
    totals.changed += rows.changed;
    totals.duplicate += rows.duplicate;
    totals.rejected += rows.rejected;
    totals.clipped += rows.clipped;
  }
  return totals;
}

/** Whether any row, or any relation that a row's columns name, was left out. */
export function hasRejects(report: IngestReport): boolean {
  return report.files.some((file) => file.rows.rejected > 0 || file.facts.rejected > 0);
}

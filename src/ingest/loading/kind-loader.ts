import type { RejectedRecord, UpsertReport } from '../../graph/writes/upsert-report.js';
import type { RowReader } from '../rows/row-reader.js';

/** What a batch of rows did to the graph. */
interface Delivery extends UpsertReport {
  /** Entities that were created because a row names them. */
  readonly entitiesCreated: number;
  /** Relations that columns of items and users became; `index` is that of the row. */
  readonly facts: UpsertReport;
}

/** How rows of one kind of file are read, told apart and delivered. */
export interface KindLoader<T> {
  readonly read: RowReader<T>;
  /** The row's key and content, by which repeated rows are found; null leaves that to the graph. */
  readonly identity: ((record: T) => { readonly key: string; readonly content: string }) | null;
  /** Writes a batch; when it resolves, the batch is durable. */
  readonly deliver: (records: readonly T[]) => Promise<Delivery>;
}

export const NO_FACTS: UpsertReport = { created: 0, changed: 0, unchanged: 0, rejected: [] };

/** A delivery of records that bring nothing else with them. */
export function plainDelivery(report: UpsertReport, entitiesCreated = 0): Delivery {
  const { created, changed, unchanged, rejected } = report;
  return { created, changed, unchanged, rejected, entitiesCreated, facts: NO_FACTS };
}

/** Rejections of parts by the index of the row that each part belongs to. */
export function ofRows(rejected: readonly RejectedRecord[], rowOfPart: readonly number[]): RejectedRecord[] {
  return rejected.map(({ index, reason }) => ({ index: rowOfPart[index], reason }));
}

import type { CypherSummary, CypherValue } from '../../../graph/cypher-runner.js';

/** Prints the results of statements, one after the other. */
export interface ResultPrinter {
  /** Takes rows of the running statement as they come. */
  rows(columns: readonly string[], rows: readonly (readonly CypherValue[])[]): Promise<void>;

  /** Ends the running statement. */
  end(summary: CypherSummary): Promise<void>;

  /** Ends the running statement, which has failed; rows of it may have been printed. */
  fail(): Promise<void>;

  /** Ends the output. */
  close(): Promise<void>;
}

/** The formats that results can be printed in. */
export const RESULT_FORMATS = ['table', 'json', 'csv'] as const;
export type ResultFormat = (typeof RESULT_FORMATS)[number];

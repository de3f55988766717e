import { stringify } from 'csv-stringify/sync';
import type { CypherSummary, CypherValue } from '../../../graph/cypher-runner.js';
import { jsonText } from './json-text.js';
import type { ResultPrinter } from './result-printer.js';
import type { TextSink } from './text-sink.js';

/** Prints rows as CSV after RFC 4180 with a header; lists, maps and nodes are JSON in their cell, null is empty. */
export class CsvPrinter implements ResultPrinter {
  private resultCount = 0;
  private hasHeader = false;

  constructor(private readonly sink: TextSink) {}

  async rows(columns: readonly string[], rows: readonly (readonly CypherValue[])[]): Promise<void> {
    await this.header(columns);
    await this.sink.write(stringify(rows.map((row) => row.map(cellText))));
  }

  async end(summary: CypherSummary): Promise<void> {
    if (summary.plan !== null) await this.sink.write(`${summary.plan}\n`);
    else if (summary.columns.length > 0) await this.header(summary.columns);
    this.hasHeader = false;
  }

  async fail(): Promise<void> {
    this.hasHeader = false;
  }

  async close(): Promise<void> {}

  private async header(columns: readonly string[]): Promise<void> {
    if (this.hasHeader) return;
    this.hasHeader = true;
    await this.sink.write(`${this.resultCount++ > 0 ? '\n' : ''}${stringify([[...columns]])}`);
  }
}

function cellText(value: CypherValue): string {
  if (value === null) return '';
  return typeof value === 'object' ? jsonText(value) : String(value);
}

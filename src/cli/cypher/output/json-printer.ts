import type { CypherSummary, CypherValue } from '../../../graph/cypher-runner.js';
import { jsonText } from './json-text.js';
import type { ResultPrinter } from './result-printer.js';
import type { TextSink } from './text-sink.js';

/** Prints one JSON list with an object for each statement, whose rows are objects by column name. */
export class JsonPrinter implements ResultPrinter {
  private statementCount = 0;
  /** Rows of the running statement; null before it has begun. */
  private rowCount: number | null = null;

  constructor(private readonly sink: TextSink) {}

  async rows(columns: readonly string[], rows: readonly (readonly CypherValue[])[]): Promise<void> {
    await this.begin();
    const lines = rows.map((row) => jsonText(Object.fromEntries(columns.map((column, at) => [column, row[at]]))));
    if (lines.length === 0) return;
    await this.sink.write(`${this.rowCount === 0 ? '' : ','}\n    ${lines.join(',\n    ')}`);
    this.rowCount = (this.rowCount ?? 0) + lines.length;
  }

  async end(summary: CypherSummary): Promise<void> {
    await this.begin();
    const { columns, rowCount, plan, ...changes } = summary;
    await this.endWith(`, "columns": ${jsonText(columns)}, "changes": ${jsonText(changes)}, "plan": ${jsonText(plan)}`);
  }

  async fail(): Promise<void> {
    if (this.rowCount !== null) await this.endWith('');
  }

  async close(): Promise<void> {
    await this.sink.write(this.statementCount === 0 ? '[]\n' : '\n]\n');
  }

  private async begin(): Promise<void> {
    if (this.rowCount !== null) return;
    await this.sink.write(`${this.statementCount++ === 0 ? '[' : ','}\n  { "rows": [`);
    this.rowCount = 0;
  }

  private async endWith(fields: string): Promise<void> {
    await this.sink.write(`${this.rowCount === 0 ? ']' : '\n  ]'}${fields} }`);
    this.rowCount = null;
  }
}

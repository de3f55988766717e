import Table from 'cli-table3';
import type { CypherSummary, CypherValue } from '../../../graph/cypher-runner.js';
import { NO_FRAME } from '../../output/print.js';
import { displayWidth } from './display-width.js';
import type { ResultPrinter } from './result-printer.js';
import { summaryText } from './summary-text.js';
import type { TextSink } from './text-sink.js';
import { valueText } from './value-text.js';

const GAP = 2;
const LEAST_WIDTH = 4;
/** Rows that are laid out together: on a terminal the first of them decide how wide the columns are. */
const ROWS_MEASURED = 1_000;

interface Layout {
  readonly widths: readonly number[];
  readonly alignments: ('left' | 'right')[];
}

/**
 * Prints rows under their column names. On a terminal, columns are narrowed until a row fits into a line; elsewhere
 * nothing is cut. What a statement changed goes to the notices, so that results can be piped.
 */
export class TablePrinter implements ResultPrinter {
  private layout: Layout | null = null;
  private waiting: (readonly CypherValue[])[] = [];
  private resultCount = 0;

  constructor(
    private readonly sink: TextSink,
    private readonly notices: TextSink,
  ) {}

  async rows(columns: readonly string[], rows: readonly (readonly CypherValue[])[]): Promise<void> {
    for (let first = 0; first < rows.length; first += ROWS_MEASURED) {
      this.waiting.push(...rows.slice(first, first + ROWS_MEASURED));
      if (this.waiting.length >= ROWS_MEASURED) await this.flush(columns);
    }
  }

  async end(summary: CypherSummary): Promise<void> {
    if (summary.plan !== null) await this.sink.write(`${summary.plan}\n`);
    else if (summary.columns.length > 0) await this.flush(summary.columns);
    this.layout = null;
    await this.notices.write(`${summaryText(summary)}\n`);
  }

  async fail(): Promise<void> {
    this.layout = null;
    this.waiting = [];
  }

  async close(): Promise<void> {}

  private async flush(columns: readonly string[]): Promise<void> {
    const rows = this.waiting;
    this.waiting = [];
    const isFirst = this.layout === null;
    const cells = rows.map((row) => row.map(valueText));
    if (!isFirst && rows.length === 0) return;
    const lineWidth = this.sink.columns;
    if (this.layout === null || lineWidth === null) this.layout = layoutOf(columns, rows, cells, this.layout);
    const { widths, alignments } = this.layout;
    const table = new Table({
      ...(isFirst ? { head: columns.map(valueText) } : {}),
      colWidths: lineWidth === null ? [...widths] : narrowed(widths, lineWidth),
      colAligns: alignments,
      chars: NO_FRAME,
      style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
    });
    table.push(...cells);
    const gap = isFirst && this.resultCount++ > 0 ? '\n' : '';
    await this.sink.write(`${gap}${table.toString().replaceAll(/ +$/gm, '')}\n`);
  }
}

/** Columns wide enough for these rows and no narrower than before. */
function layoutOf(
  columns: readonly string[],
  rows: readonly (readonly CypherValue[])[],
  cells: readonly string[][],
  before: Layout | null,
): Layout {
  const widths = columns.map((column, at) =>
    cells.reduce(
      (most, row) => Math.max(most, displayWidth(row[at])),
      before?.widths[at] ?? Math.max(1, displayWidth(valueText(column))),
    ),
  );
  const alignments = columns.map((_, at) => (rows.some((row) => isNumber(row[at])) ? 'right' : 'left'));
  return { widths, alignments: before?.alignments ?? alignments };
}

/** Takes from the widest column, cell by cell, until all fit. */
function narrowed(widths: readonly number[], lineWidth: number): number[] {
  const fitted = [...widths];
  let excess = fitted.reduce((sum, width) => sum + width, (fitted.length - 1) * GAP) - lineWidth;
  while (excess > 0) {
    const widest = Math.max(...fitted);
    if (widest <= LEAST_WIDTH) break;
    fitted[fitted.indexOf(widest)]--;
    excess--;
  }
  return fitted;
}

function isNumber(value: CypherValue): boolean {
  return typeof value === 'number' || typeof value === 'bigint';
}

import type { CypherSummary, CypherValue } from '../../../graph/cypher-runner.js';
import { displayWidth } from './display-width.js';
import { fittedText } from './fitted-text.js';
import type { ResultPrinter } from './result-printer.js';
import { summaryText } from './summary-text.js';
import type { TextSink } from './text-sink.js';
import { valueText } from './value-text.js';

const GAP = '  ';
const LEAST_WIDTH = 4;
/** Rows that are laid out together: on a terminal the first of them decide how wide the columns are. */
const ROWS_MEASURED = 1_000;

interface Column {
  readonly width: number;
  readonly alignment: 'left' | 'right';
}

/**
 * Prints rows under their column names. On a terminal, columns are narrowed until a row fits into a line; elsewhere
 * nothing is cut. What a statement changed goes to the notices, so that results can be piped.
 */
export class TablePrinter implements ResultPrinter {
  private layout: readonly Column[] | null = null;
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
    else {
      if (summary.columns.length > 0) await this.flush(summary.columns);
      await this.notices.write(`${summaryText(summary)}\n`);
    }
    this.layout = null;
  }

  async fail(): Promise<void> {
    this.layout = null;
    this.waiting = [];
  }

  async close(): Promise<void> {}

  /** Prints the rows that wait, and before the first of a result its column names. */
  private async flush(names: readonly string[]): Promise<void> {
    const rows = this.waiting;
    this.waiting = [];
    const cells = rows.map((row) => row.map(valueText));
    const lines = this.layout === null ? [names.map(valueText), ...cells] : cells;
    const gap = this.layout === null && this.resultCount++ > 0 ? '\n' : '';
    const lineWidth = this.sink.columns;
    if (this.layout === null || lineWidth === null) {
      const wide = columnsFor(lines, rows, this.layout);
      this.layout = lineWidth === null ? wide : narrowed(wide, lineWidth);
    }
    const layout = this.layout;
    await this.sink.write(gap + lines.map((line) => `${lineText(line, layout)}\n`).join(''));
  }
}

function lineText(cells: readonly string[], layout: readonly Column[]): string {
  return layout
    .map(({ width, alignment }, at) => fittedText(cells[at], width, alignment))
    .join(GAP)
    .trimEnd();
}

/** Columns wide enough for these lines and no narrower than before; those of numbers stand to the right. */
function columnsFor(
  lines: readonly (readonly string[])[],
  rows: readonly (readonly CypherValue[])[],
  before: readonly Column[] | null,
): Column[] {
  return lines.length === 0
    ? [...(before ?? [])]
    : lines[0].map((_, at) => ({
        width: lines.reduce((most, line) => Math.max(most, displayWidth(line[at])), before?.[at].width ?? 1),
        alignment: before?.[at].alignment ?? (rows.some((row) => isNumber(row[at])) ? 'right' : 'left'),
      }));
}

/** Takes from the widest column, cell by cell, until a line fits. */
function narrowed(columns: readonly Column[], lineWidth: number): Column[] {
  const widths = columns.map(({ width }) => width);
  let excess = widths.reduce((sum, width) => sum + width, (widths.length - 1) * GAP.length) - lineWidth;
  for (; excess > 0; excess--) {
    const widest = Math.max(...widths);
    if (widest <= LEAST_WIDTH) break;
    widths[widths.indexOf(widest)]--;
  }
  return columns.map(({ alignment }, at) => ({ width: widths[at], alignment }));
}

function isNumber(value: CypherValue): boolean {
  return typeof value === 'number' || typeof value === 'bigint';
}

import type { FileReport, IngestReport } from '../../ingest/ingest-report.js';
import type { CliContext } from '../cli-context.js';
import { printLine, printTable } from './print.js';

const EXAMPLE_CHARACTERS = 400;

/** Prints what ingest did: a table of the files, what was left out, and in a dry run examples of good and bad rows. */
export function printIngestReport(context: CliContext, report: IngestReport): void {
  const { stdout, stderr } = context;
  const rows = report.files.map((file) => [file.file, ...countsOf(file.rows), relationsOf(file)]);
  rows.push(['total', ...countsOf(report.totals), '']);
  printTable(
    stdout,
    [
      { name: 'file' },
      ...['read', 'new', 'changed', 'duplicate', 'rejected', 'clipped'].map((name) => ({ name, isNumber: true })),
      { name: 'from columns' },
    ],
    rows,
  );
  for (const notice of report.notices) printLine(stderr, notice);
  for (const { name, reason } of report.leftOut) printLine(stderr, `${name} was not read: ${reason}.`);
  if (report.isDryRun) {
    for (const file of report.files) printExamples(context, file);
    printLine(stdout, 'Dry run: nothing was written.');
  }
  if (report.rejectsPath !== null) printLine(stderr, `Rejected rows are in ${report.rejectsPath}.`);
}

function countsOf(rows: IngestReport['totals']): number[] {
  return [rows.read, rows.new, rows.changed, rows.duplicate, rows.rejected, rows.clipped];
}

/** What the columns of items and users, or the ends of relations, brought besides the rows themselves. */
function relationsOf({ facts, entitiesCreated }: FileReport): string {
  const parts = [
    [facts.new, 'relations'],
    [facts.changed, 'relations changed'],
    [facts.rejected, 'relations rejected'],
    [entitiesCreated, 'entities'],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${count.toLocaleString('en-US')} ${what}`)
    .join(', ');
}

function printExamples({ stdout }: CliContext, { file, examples }: FileReport): void {
  for (const { line, record } of examples.good)
    printLine(stdout, `${file}:${line} good: ${beginning(JSON.stringify(record))}`);
  for (const { line, reason, raw } of examples.bad)
    printLine(stdout, `${file}:${line} bad: ${reason}\n  ${beginning(raw)}`);
}

function beginning(text: string): string {
  return text.length <= EXAMPLE_CHARACTERS ? text : `${text.slice(0, EXAMPLE_CHARACTERS)}…`;
}

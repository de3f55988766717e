import type { CliContext } from '../../cli-context.js';
import { CsvPrinter } from './csv-printer.js';
import { JsonPrinter } from './json-printer.js';
import type { ResultFormat, ResultPrinter } from './result-printer.js';
import { TablePrinter } from './table-printer.js';
import { TextSink } from './text-sink.js';

/** The printer of a format. */
export function createPrinter(format: ResultFormat, { stdout, stderr }: CliContext): ResultPrinter {
  const sink = new TextSink(stdout);
  if (format === 'csv') return new CsvPrinter(sink);
  return format === 'json' ? new JsonPrinter(sink) : new TablePrinter(sink, new TextSink(stderr));
}

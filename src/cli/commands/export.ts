import { Option } from 'commander';
import { exportGraph } from '../../ingest/export/export-graph.js';
import { EXPORT_FORMATS, type ExportFormat, type ExportReport } from '../../ingest/export/export-options.js';
import { rowsToExport } from '../../ingest/export/rows-to-export.js';
import type { CliContext, OpenedIsthmus } from '../cli-context.js';
import { printJson, printLine, printTable } from '../output/print.js';
import { ProgressBar } from '../output/progress-bar.js';
import { type CommandFactory, type CommonOptions, newCommand, withIsthmus } from './command-builder.js';

interface ExportCommandOptions extends CommonOptions {
  readonly format: ExportFormat;
}

/** `isthmus export <folder>`: the whole graph as files. */
export const exportCommand: CommandFactory = (context) =>
  newCommand('export', 'Write the whole graph as files: data files for "isthmus ingest", a Cypher script, or GraphML.')
    .argument('<folder>', 'an empty folder, or one to be made')
    .addOption(new Option('--format <format>', 'what to write').choices(EXPORT_FORMATS).default('csv'))
    .action(async (folder: string, options: ExportCommandOptions) => {
      const { format } = options;
      const report = await withIsthmus(context, options, { recommends: false }, (isthmus) =>
        run(context, isthmus, folder, format),
      );
      if (options.json === true) return printJson(context.stdout, { folder, format, ...report });
      printTable(
        context.stdout,
        [{ name: 'file' }, { name: 'rows', isNumber: true }],
        report.files.map(({ file, rows }) => [file, rows]),
      );
      for (const sentence of report.leftOut) printLine(context.stderr, sentence);
      if (report.hasChangedMeanwhile) {
        printLine(context.stderr, 'Others wrote to the graph meanwhile: the files may mix what was before and after.');
      }
    });

async function run(
  { stderr, signal }: CliContext,
  { graph, reader, ontology }: OpenedIsthmus,
  folder: string,
  format: ExportFormat,
): Promise<ExportReport> {
  const bar = new ProgressBar(stderr, rowsToExport(await reader.counts({ signal })));
  try {
    const onRows = (rows: number, file: string) => bar.advance(rows, file);
    return await exportGraph({ graph, reader, ontology, folder, format, signal, onRows });
  } finally {
    bar.stop();
  }
}

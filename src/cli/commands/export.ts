import { exportGraph } from '../../ingest/export/export-graph.js';
import { printJson, printTable } from '../output/print.js';
import { type CommandFactory, type CommonOptions, newCommand, withIsthmus } from './command-builder.js';

/** `isthmus export <folder>`: the whole graph as files that ingest reads back. */
export const exportCommand: CommandFactory = (context) =>
  newCommand('export', 'Write the whole graph as CSV files, which "isthmus ingest" reads back into an equal graph.')
    .argument('<folder>', 'an empty folder, or one to be made')
    .action(async (folder: string, options: CommonOptions) => {
      const files = await withIsthmus(context, options, { recommends: false }, ({ graph, reader, ontology }) =>
        exportGraph({ graph, reader, ontology, folder }),
      );
      if (options.json === true) return printJson(context.stdout, { folder, files });
      printTable(
        context.stdout,
        [{ name: 'file' }, { name: 'rows', isNumber: true }],
        files.map(({ file, rows }) => [file, rows]),
      );
    });

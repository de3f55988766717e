import { storePath } from '../../config/store-path.js';
import { restoreStore } from '../../ingest/dump/restore-store.js';
import { printJson, printLine } from '../output/print.js';
import { type CommandFactory, type CommonOptions, configOf, newCommand } from './command-builder.js';

/** `isthmus restore <file>`: makes the embedded store of a data folder from a dump. */
export const restoreCommand: CommandFactory = (context) =>
  newCommand('restore', 'Make the embedded store of a data folder that has none from a dump.')
    .argument('<file>', 'a file that "isthmus dump" has written')
    .action(async (file: string, options: CommonOptions) => {
      const { dataDir } = configOf(context, options);
      const { nodes, interactions } = await restoreStore({
        file,
        storePath: storePath(dataDir),
        open: async (path) => (await context.openStore(path)).graph,
      });
      if (options.json === true) return printJson(context.stdout, { dataDir, nodes, interactions });
      const counts = Object.entries(nodes).map(([type, count]) => `${count.toLocaleString('en-US')} ${type}`);
      const events = `${interactions.toLocaleString('en-US')} interactions`;
      printLine(context.stdout, `${dataDir} holds ${counts.join(', ')} nodes and ${events}.`);
      printLine(
        context.stderr,
        'A dump has no models: "isthmus serve" fits them when it starts, or run "isthmus train".',
      );
    });

import { dumpOf } from '../../graph/store-dump.js';
import { dumpStore } from '../../ingest/dump/dump-store.js';
import { printJson, printLine } from '../output/print.js';
import { type CommandFactory, type CommonOptions, newCommand, withIsthmus } from './command-builder.js';

/** `isthmus dump <file>`: a copy of the embedded store as one file. */
export const dumpCommand: CommandFactory = (context) =>
  newCommand('dump', 'Write a copy of the embedded store to one file, also while a server runs.')
    .argument('<file>', 'a file that does not exist yet')
    .action(async (file: string, options: CommonOptions) => {
      const bytes = await withIsthmus(context, options, { recommends: false }, ({ graph }) =>
        dumpStore(dumpOf(graph), file),
      );
      if (options.json === true) printJson(context.stdout, { file, bytes });
      else printLine(context.stdout, `${file} has ${bytes.toLocaleString('en-US')} bytes.`);
    });

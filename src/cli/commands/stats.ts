import { printJson, printTable } from '../output/print.js';
import { type CommandFactory, type CommonOptions, newCommand, withIsthmus } from './command-builder.js';

/** `isthmus stats`: how much the graph holds. */
export const statsCommand: CommandFactory = (context) =>
  newCommand('stats', 'Count the nodes and edges of the graph.').action(async (options: CommonOptions) => {
    const counts = await withIsthmus(context, options, { recommends: false }, ({ reader }) =>
      reader.counts({ signal: context.signal }),
    );
    if (options.json === true) return printJson(context.stdout, counts);
    const relations = Object.entries(counts.relations).sort(([, a], [, b]) => b - a);
    printTable(
      context.stdout,
      [{ name: 'what' }, { name: 'count', isNumber: true }],
      [...Object.entries(counts.nodes), ['INTERACTED', counts.interactions], ...relations],
    );
  });

import { printJson } from '../output/print.js';
import { type CommandFactory, type CommonOptions, newCommand } from './command-builder.js';

/** `isthmus schema`: the GraphQL schema. */
export const schemaCommand: CommandFactory = (context) =>
  newCommand('schema', 'Print the GraphQL schema.').action(async (options: CommonOptions) => {
    // Loaded here, because building the schema would slow every other command down.
    const { printIsthmusSchema } = await import('../../resolvers/schema.js');
    const schema = printIsthmusSchema();
    if (options.json === true) return printJson(context.stdout, { schema });
    context.stdout.write(schema);
  });

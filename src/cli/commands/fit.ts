import { printJson, printLine } from '../output/print.js';
import { type CommandFactory, type CommonOptions, newCommand, withIsthmus } from './command-builder.js';

/** `isthmus fit`: learns the models from what the graph holds now. */
export const fitCommand: CommandFactory = (context) =>
  newCommand('fit', 'Fit the models to what the graph holds, and store them.').action(
    async (options: CommonOptions) => {
      const choice = { recommends: true, ignoresStoredModels: true };
      const version = await withIsthmus(context, options, choice, (isthmus) =>
        isthmus.fit({ onStep: (step) => printLine(context.stderr, `fitting: ${step}`), signal: context.signal }),
      );
      if (options.json === true) printJson(context.stdout, { modelVersion: version });
      else printLine(context.stdout, `The models have the version ${version}.`);
    },
  );

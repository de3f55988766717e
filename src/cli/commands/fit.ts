import { type CommandFactory, type CommonOptions, newCommand } from './command-builder.js';
import { train } from './train.js';

/** `isthmus fit`: another name of `isthmus train --quick`. */
export const fitCommand: CommandFactory = (context, setExitCode) =>
  newCommand('fit', 'The same as "train --quick".').action((options: CommonOptions) =>
    train(context, { ...options, quick: true }, setExitCode),
  );

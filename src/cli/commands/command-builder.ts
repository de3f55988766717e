import { Command } from 'commander';
import { type Config, readConfig } from '../../config/config.js';
import type { CliContext, OpenChoice, OpenedIsthmus } from '../cli-context.js';

/** Makes one command; `setExitCode` is for outcomes that are no errors. */
export type CommandFactory = (context: CliContext, setExitCode: (code: number) => void) => Command;

/** The options that every command has. */
export interface CommonOptions {
  readonly json?: boolean;
  readonly dataDir?: string;
}

/** A command with the options that all commands share. */
export function newCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .option('--json', 'print one JSON value on stdout')
    .option('--data-dir <folder>', 'folder of the store and the models (default: ISTHMUS_DATA_DIR, else var)')
    .option('--verbose', 'show the stack and the causes of an error');
}

/** The configuration of the environment with the options of the command line on top. */
export function configOf(
  context: CliContext,
  options: CommonOptions,
  more: Readonly<Record<string, string>> = {},
): Config {
  const dataDir = options.dataDir === undefined ? {} : { ISTHMUS_DATA_DIR: options.dataDir };
  return readConfig({ ...context.environment, ...dataDir, ...more });
}

/** Opens the application for one piece of work and closes it whatever happens. */
export async function withIsthmus<T>(
  context: CliContext,
  options: CommonOptions,
  choice: Omit<OpenChoice, 'signal' | 'onWaiting'>,
  work: (isthmus: OpenedIsthmus) => Promise<T>,
  more: Readonly<Record<string, string>> = {},
): Promise<T> {
  const isthmus = await context.open(configOf(context, options, more), {
    ...choice,
    signal: context.signal,
    onWaiting: () => context.stderr.write('isthmus: another command has the store open; waiting for its end.\n'),
  });
  try {
    return await work(isthmus);
  } finally {
    await isthmus.close();
  }
}

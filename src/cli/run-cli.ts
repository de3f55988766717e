import { Command, CommanderError } from 'commander';
import { IsthmusError } from '../domain/errors.js';
import { type CliContext, EXIT } from './cli-context.js';
import { COMMANDS } from './commands/commands.js';

/** Runs one command line and resolves with the exit code. Results go to stdout, everything else to stderr. */
export async function runCli(args: readonly string[], context: CliContext): Promise<number> {
  let exitCode: number = EXIT.ok;
  const program = new Command('isthmus')
    .description('Recommendations from a knowledge graph, with the reasons for each.')
    .showHelpAfterError('(add --help for the options)')
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
    })
    .exitOverride();
  for (const command of COMMANDS) {
    const child = command(context, (code) => {
      exitCode = code;
    });
    program.addCommand(child.copyInheritedSettings(program));
    for (const grandchild of child.commands) grandchild.copyInheritedSettings(child);
  }
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    if (context.signal.aborted) {
      context.stderr.write('isthmus: interrupted; the same command again goes on to the same end.\n');
      return EXIT.interrupted;
    }
    context.stderr.write(`isthmus: ${messageOf(error, args.includes('--verbose'))}\n`);
    return EXIT.failed;
  }
}

/** One line for people; with `isVerbose` the stack and the causes as well. */
function messageOf(error: unknown, isVerbose: boolean): string {
  if (isVerbose) return detailsOf(error);
  const line = error instanceof Error ? error.message : String(error);
  return error instanceof IsthmusError ? line : `${line} (unexpected; add --verbose for details)`;
}

function detailsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by: ${detailsOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}

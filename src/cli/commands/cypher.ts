import { join } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import { IsthmusError } from '../../domain/errors.js';
import type { CypherRunner } from '../../graph/cypher-runner.js';
import { type CliContext, EXIT } from '../cli-context.js';
import { CypherSession } from '../cypher/cypher-session.js';
import { ImportFolder } from '../cypher/import/import-folder.js';
import { createPrinter } from '../cypher/output/create-printer.js';
import { RESULT_FORMATS, type ResultFormat } from '../cypher/output/result-printer.js';
import { isStream } from '../cypher/output/text-sink.js';
import { type Parameters, parseParameter } from '../cypher/parameters.js';
import { HistoryFile } from '../cypher/prompt/history-file.js';
import { Prompt } from '../cypher/prompt/prompt.js';
import { runScript } from '../cypher/run-script.js';
import { readScripts, readStdin, type ScriptSource } from '../cypher/script-source.js';
import { type CommandFactory, type CommonOptions, configOf, newCommand, withIsthmus } from './command-builder.js';

interface CypherCommandOptions extends CommonOptions {
  readonly execute: readonly string[];
  readonly param: Parameters;
  readonly format: ResultFormat;
  readonly readOnly?: boolean;
  readonly profile?: boolean;
  readonly import?: string;
  readonly timeout?: number;
}

const HISTORY_FILE = 'cypher-history';

/** `isthmus cypher`: scripts and statements on the graph, or a prompt for them. */
export const cypherCommand: CommandFactory = (context, setExitCode) =>
  newCommand('cypher', 'Run Cypher scripts or statements on the graph; without any, on a terminal, open a prompt.')
    .argument('[scripts...]', 'files of statements that end with semicolons; "-" is the standard input')
    .option(
      '-e, --execute <statement>',
      'a statement; may be repeated',
      (text, before: string[]) => [...before, text],
      [],
    )
    .option('-p, --param <name=value>', 'a parameter; may be repeated', parseParameter, {})
    .addOption(
      new Option('-f, --format <format>', 'how results are printed').choices([...RESULT_FORMATS]).default('table'),
    )
    .option('--read-only', 'refuse statements that write, before they run')
    .option('--profile', 'print how each statement ran, in place of its rows')
    .option('--import <folder>', 'the only folder that LOAD CSV reads from')
    .option('--timeout <seconds>', 'end a statement that takes longer', parseSeconds)
    .action(async (paths: readonly string[], options: CypherCommandOptions) => {
      const importFolder = options.import === undefined ? null : await ImportFolder.at(options.import);
      const scripts = await scriptsOf(context, paths, options.execute);
      await withIsthmus(context, options, { recommends: false }, async ({ graph }) => {
        const printer = createPrinter(options.json === true ? 'json' : options.format, context);
        const session = new CypherSession({
          runner: graph,
          printer,
          importFolder,
          isReadOnly: options.readOnly ?? false,
          isProfiled: options.profile ?? false,
          timeoutMs: options.timeout === undefined ? null : options.timeout * 1000,
          parameters: options.param,
        });
        try {
          if (scripts === null) await prompt(context, options, session, graph);
          else await runScripts(context, session, scripts, setExitCode);
        } finally {
          await printer.close();
        }
      });
    });

/** The scripts to run, in the order of the command line; null for a prompt. */
async function scriptsOf(
  context: CliContext,
  paths: readonly string[],
  statements: readonly string[],
): Promise<ScriptSource[] | null> {
  if (paths.length === 0 && statements.length === 0) {
    return context.stdin.isTTY === true ? null : [await readStdin(context.stdin)];
  }
  const executed = statements.map((text) => ({ name: '--execute', text }));
  return [...(await readScripts(paths, context.stdin)), ...executed];
}

async function runScripts(
  context: CliContext,
  session: CypherSession,
  scripts: readonly ScriptSource[],
  setExitCode: (code: number) => void,
): Promise<void> {
  const { signal, stderr } = context;
  const notice = () => stderr.write('isthmus: cancelling; Ctrl-C again leaves at once.\n');
  signal.addEventListener('abort', notice, { once: true });
  try {
    for (const script of scripts) await runScript(session, script, signal);
  } catch (error) {
    if (!signal.aborted || !(error instanceof Error)) throw error;
    stderr.write(`isthmus: ${error.message}\n`);
    setExitCode(EXIT.interrupted);
  } finally {
    signal.removeEventListener('abort', notice);
  }
}

async function prompt(
  context: CliContext,
  options: CommonOptions,
  session: CypherSession,
  runner: CypherRunner,
): Promise<void> {
  const { stdin, stdout, signal } = context;
  if (!isStream(stdout)) throw new IsthmusError('INVALID_ARGUMENT', 'The prompt needs a terminal. Give a script.');
  const history = new HistoryFile(join(configOf(context, options).dataDir, HISTORY_FILE));
  const streams = { input: stdin, output: stdout, isTerminal: true };
  await new Prompt({ session, runner, streams, history, signal }).run();
}

function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (seconds > 0 && seconds <= 86_400) return seconds;
  throw new InvalidArgumentError('Give a number of seconds, at most a day.');
}

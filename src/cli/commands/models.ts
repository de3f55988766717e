import { Command } from 'commander';
import { IsthmusError } from '../../domain/errors.js';
import type { ModelFacts } from '../../domain/trained-models.js';
import { type CliContext, EXIT, type PromotionResult } from '../cli-context.js';
import { printJson, printLine, printTable } from '../output/print.js';
import { type CommandFactory, type CommonOptions, newCommand, withIsthmus } from './command-builder.js';

interface PromoteOptions extends CommonOptions {
  readonly force?: boolean;
}

interface ImportCommandOptions extends PromoteOptions {
  readonly name: string;
  readonly inputs?: string;
}

/** Stored models are left unread: one that is damaged must not keep others from being promoted. */
const FOR_PROMOTION = { recommends: true, ignoresStoredModels: true };

/** `isthmus models …`: looks at the stored models and says which one serves. */
export const modelsCommand: CommandFactory = (context, setExitCode) => {
  // Without the common options, which would be taken from the commands below.
  const models = new Command('models').description('List the stored models, choose the one that serves, or bring one.');
  models.addCommand(listCommand(context));
  models.addCommand(showCommand(context));
  models.addCommand(promoteCommand(context, setExitCode));
  models.addCommand(rollbackCommand(context));
  models.addCommand(importCommand(context, setExitCode));
  return models;
};

function listCommand(context: CliContext): Command {
  return newCommand('list', 'List all stored versions, the newest first.').action(async (options: CommonOptions) => {
    const all = await withIsthmus(context, options, { recommends: false }, ({ models }) => models.list());
    if (options.json === true) return printJson(context.stdout, all);
    if (all.length === 0) return printLine(context.stderr, 'No model is stored yet. Run "isthmus train".');
    printTable(
      context.stdout,
      [{ name: 'model' }, { name: 'version' }, { name: 'MB', isNumber: true }, { name: 'fitted on' }, { name: '' }],
      all.map((model) => [
        model.name,
        model.version,
        (model.bytes / 1e6).toFixed(1),
        model.problem ?? model.dataFingerprint,
        stateOf(model),
      ]),
    );
  });
}

function showCommand(context: CliContext): Command {
  return newCommand('show', 'Print what is known of a version.')
    .argument('[version]', 'the version; the one that serves when it is left out')
    .action(async (version: string | undefined, options: CommonOptions) => {
      const all = await withIsthmus(context, options, { recommends: false }, ({ models }) => models.list());
      const model = all.find((one) => (version === undefined ? one.isServed : one.version === version));
      if (model === undefined) {
        const known = all.map((one) => one.version).join(', ');
        const missing = version === undefined ? 'No version serves' : `There is no version "${version}"`;
        throw new IsthmusError(
          'NOT_FOUND',
          `${missing}; ${known === '' ? 'none is stored. Run "isthmus train"' : `these are stored: ${known}`}.`,
        );
      }
      if (options.json === true) return printJson(context.stdout, model);
      printModel(context, model);
    });
}

function promoteCommand(context: CliContext, setExitCode: (code: number) => void): Command {
  return newCommand('promote', 'Have a version serve, unless it is worse than the one that serves now.')
    .argument('<version>', 'the version')
    .option('--force', 'have it serve whatever it is; its manifest will say so')
    .action(async (version: string, options: PromoteOptions) => {
      const isForced = options.force === true;
      const result = await withIsthmus(context, options, FOR_PROMOTION, ({ models }) =>
        models.promote(version, { isForced, signal: context.signal }),
      );
      printResult(context, options, result, setExitCode);
    });
}

function rollbackCommand(context: CliContext): Command {
  return newCommand('rollback', 'Have the version serve again that served before.').action(
    async (options: CommonOptions) => {
      const version = await withIsthmus(context, options, FOR_PROMOTION, ({ models }) => models.rollback());
      if (options.json === true) printJson(context.stdout, { version });
      else printLine(context.stdout, `${version} serves.`);
    },
  );
}

function importCommand(context: CliContext, setExitCode: (code: number) => void): Command {
  return newCommand('import', 'Check an ONNX ranker of your own and have it serve, unless it is worse.')
    .argument('<file>', 'an ONNX file: features [n, F] to score [n] (docs/guide/models.md)')
    .option('--name <name>', 'what to call it', 'imported')
    .option('--inputs <features>', 'the features that it takes, in its order, separated by commas (default: all)')
    .option('--force', 'have it serve even if it is worse; its manifest will say so')
    .action(async (file: string, options: ImportCommandOptions) => {
      const { name, inputs, force } = options;
      const result = await withIsthmus(context, options, FOR_PROMOTION, ({ models }) =>
        models.importRanker(file, {
          name,
          inputs: inputs === undefined ? null : inputs.split(',').map((feature) => feature.trim()),
          isForced: force === true,
          signal: context.signal,
        }),
      );
      printResult(context, options, result, setExitCode);
    });
}

/** A version that stays where it is because it is worse is no error of the command, but scripts have to see it. */
function printResult(
  { stdout }: CliContext,
  { json }: CommonOptions,
  result: PromotionResult,
  setExitCode: (code: number) => void,
): void {
  if (!result.isPromoted) setExitCode(EXIT.failed);
  if (json === true) {
    printJson(stdout, result);
    return;
  }
  printLine(stdout, `${result.version} ${result.isPromoted ? 'serves' : 'does not serve'}. ${result.reason}`);
  if (!result.isPromoted)
    printLine(stdout, `To have it serve all the same: isthmus models promote ${result.version} --force`);
}

function printModel({ stdout }: CliContext, model: ModelFacts): void {
  const rows = [
    ['model', model.name],
    ['version', model.version],
    ['state', stateOf(model)],
    ['made', new Date(model.createdAtMs).toISOString()],
    ['fitted on', model.dataFingerprint],
    ['bytes', model.bytes.toLocaleString('en-US')],
    ['training', model.trainingRunId ?? ''],
    ...Object.entries(model.metrics).map(([name, value]) => [name, value.toFixed(4)]),
    ...model.promotions.map(({ atMs, reason }) => [`promoted ${new Date(atMs).toISOString()}`, reason]),
    ...(model.problem === null ? [] : [['problem', model.problem]]),
  ];
  printTable(stdout, [{ name: 'what' }, { name: 'value' }], rows);
  printLine(stdout, `settings ${JSON.stringify(model.hyperParameters)}`);
}

function stateOf({ isServed, isPrevious }: ModelFacts): string {
  if (isServed) return 'serves';
  return isPrevious ? 'served before' : '';
}

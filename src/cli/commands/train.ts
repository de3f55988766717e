import { access, constants, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { IsthmusError } from '../../domain/errors.js';
import type { TransferSection } from '../../models/report/report-section.js';
import { transferSentence } from '../../models/report/summary.js';
import { FULL_TRAINING, QUICK_TRAINING } from '../../recommend/training/training-effort.js';
import { TRAINING_STEPS } from '../../recommend/training/training-steps.js';
import { type CliContext, EXIT, type Output, type TrainResult } from '../cli-context.js';
import { printJson, printLine, printTable } from '../output/print.js';
import { TrainingProgress } from '../output/training-progress.js';
import { type CommandFactory, type CommonOptions, newCommand, withIsthmus } from './command-builder.js';
import { wholeNumber } from './option-parsers.js';

interface TrainOptions extends CommonOptions {
  readonly quick?: boolean;
  readonly report?: string;
  readonly force?: boolean;
  readonly seed?: number;
  readonly trials?: number;
  readonly pretrain?: string;
  readonly domain?: string;
}

/** `isthmus train`: learns models from what the graph holds, examines them, and has them serve unless they are worse. */
export const trainCommand: CommandFactory = (context, setExitCode) =>
  newCommand('train', 'Train the models on what the graph holds, and have them serve unless they are worse.')
    .option(
      '--report <file>',
      'write the training as one HTML page: curves, what the model learned, for whom it is good',
    )
    .option('--quick', 'fewer users teach a smaller ranker, which is neither examined nor compressed')
    .option('--pretrain <domain>', 'learn from this domain first; then --domain says what the ranker is for')
    .option('--domain <domain>', 'the domain that a ranker with --pretrain goes on with')
    .option('--force', 'have the new version serve even if it is worse; its manifest will say so')
    .option('--seed <number>', 'what everything random follows from (default: 1)', wholeNumber(0, 2 ** 31))
    .option('--trials <number>', 'how many points each search of settings looks at (default: 24)', wholeNumber(1, 1000))
    .action((options: TrainOptions) => train(context, options, setExitCode));

/** Trains and says what became of it. */
export async function train(
  context: CliContext,
  options: TrainOptions,
  setExitCode: (code: number) => void,
): Promise<void> {
  const { stderr, signal } = context;
  const { report, seed, trials } = options;
  if (report !== undefined) await checkWritable(report);
  const transfer = transferOf(options);
  const progress = new TrainingProgress(stderr, TRAINING_STEPS);
  // Stored models are left unread: training has to work when they are damaged.
  const choice = { recommends: true, ignoresStoredModels: true };
  try {
    const result = await withIsthmus(context, options, choice, (isthmus) =>
      isthmus.train({
        ...(seed === undefined ? {} : { seed }),
        ...(trials === undefined ? {} : { trials }),
        ...(transfer === null ? {} : { transfer }),
        ...(options.quick === true ? QUICK_TRAINING : FULL_TRAINING),
        isForced: options.force === true,
        onStep: (step) => progress.step(step),
        onEpoch: (phase, epoch) => progress.epoch(phase, epoch),
        signal,
      }),
    );
    progress.stop();
    printResult(context, options, result, setExitCode);
    if (report !== undefined) await writeReport(context, report, result);
  } finally {
    progress.stop();
  }
}

/** The two domains of a transfer, which only make sense together; null without one. */
function transferOf({ pretrain, domain, quick }: TrainOptions): { from: string; to: string } | null {
  if (pretrain === undefined && domain === undefined) return null;
  if (pretrain === undefined || domain === undefined) {
    throw new IsthmusError(
      'INVALID_ARGUMENT',
      'Give both --pretrain, the domain to learn from first, and --domain, the one that the ranker is for.',
    );
  }
  if (quick !== true) return { from: pretrain, to: domain };
  throw new IsthmusError(
    'INVALID_ARGUMENT',
    '--quick spares no users by whom the gain of --pretrain could be measured. Leave one of them out.',
  );
}

/** A training takes minutes: that its report has no place is better known before. */
async function checkWritable(path: string): Promise<void> {
  await access(dirname(path), constants.W_OK).catch((cause: unknown) => Promise.reject(notWritten(path, cause)));
}

async function writeReport({ stderr }: CliContext, path: string, { run, outcome }: TrainResult): Promise<void> {
  if (run === null) {
    printLine(stderr, 'There is no report, because the record of the training could not be written.');
    return;
  }
  // Loaded here, because the charts take a while to load that no other command has to spend.
  const { writeTrainingReport } = await import('../../models/report/training-report.js');
  const page = writeTrainingReport(run, outcome.sections);
  await writeFile(path, page).catch((cause: unknown) => Promise.reject(notWritten(path, cause)));
  printLine(stderr, `The report is ${path}.`);
}

function notWritten(path: string, cause: unknown): IsthmusError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new IsthmusError(
    'INVALID_ARGUMENT',
    `The report cannot be written to ${path}: ${reason}. Choose another file.`,
    {
      cause,
    },
  );
}

/** A version that does not serve because it is worse is no error of the command, but scripts have to see it. */
function printResult(
  { stdout, stderr }: CliContext,
  { json }: CommonOptions,
  { outcome, run, eventsFolder, servedVersion }: TrainResult,
  setExitCode: (code: number) => void,
): void {
  const { version, isPromoted, reason, sections } = outcome;
  const gain = sections.find((section) => section.kind === 'transfer') ?? null;
  if (!isPromoted) setExitCode(EXIT.failed);
  if (json === true) {
    printJson(stdout, {
      version,
      isPromoted,
      reason,
      modelVersion: servedVersion,
      trainingRun: run?.id ?? null,
      ...(gain === null ? {} : { transfer: gain }),
      eventsFolder,
    });
    return;
  }
  printLine(stdout, `${version} ${isPromoted ? 'serves' : 'does not serve'}. ${reason}`);
  if (gain !== null) printGain(stdout, gain);
  if (!isPromoted) printLine(stderr, `To have it serve all the same: isthmus models promote ${version} --force`);
  printLine(stderr, `Its curves: tensorboard --logdir ${eventsFolder}`);
}

/** What learning from another domain first has gained, over all users and by how much they had liked before. */
function printGain(stdout: Output, gain: TransferSection): void {
  printLine(stdout, transferSentence(gain));
  const columns = [{ name: `items of ${gain.to}, from` }, { name: 'lists' }, { name: `gain of ${gain.metric}` }];
  const rows = gain.byHistoryLength.map((group) => [String(group.from), String(group.users), group.gain.toFixed(4)]);
  printTable(
    stdout,
    columns.map((column) => ({ ...column, isNumber: true })),
    rows,
  );
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import { WITHHELD_PARTS, type WithheldPart } from '../../recommend/evaluation/withheld-parts.js';
import { DEFAULT_FIT_OPTIONS } from '../../recommend/fitting/fit-models.js';
import { chooseModels, MODEL_NAMES, RECOMMENDER } from '../evaluation/baselines/chosen-baselines.js';
import { evaluateBaselines } from '../evaluation/evaluate-baselines.js';
import { evaluateFolder } from '../evaluation/evaluate-folder.js';
import { printAblation } from '../evaluation/print-ablation.js';
import { printComparison } from '../evaluation/print-comparison.js';
import { printDomains, printTransfer } from '../evaluation/print-domains.js';
import { printScenes } from '../evaluation/print-scenes.js';
import { machineAndCommit } from '../output/machine.js';
import { printJson, printLine, printTable } from '../output/print.js';
import { type CommandFactory, type CommonOptions, newCommand } from './command-builder.js';

interface EvaluateOptions extends CommonOptions {
  readonly data: string;
  readonly train: string;
  readonly valid?: string;
  readonly test: string;
  readonly negatives?: string;
  readonly coldItems: number;
  readonly coldDomain?: string;
  readonly coldUsers: number;
  readonly transfer?: boolean;
  readonly ablate?: readonly WithheldPart[];
  readonly includeSeen?: boolean;
  readonly tune?: number | true;
  readonly seed: number;
  readonly model?: readonly string[];
  readonly set?: readonly string[];
  readonly rating?: boolean;
}

/** What `--tune` without a number searches. */
const THOROUGH_TRIALS = 100;
const THOROUGH_SAMPLE = { users: 1_500, pairs: 15_000 };
/** The share of the users that are new to a domain with `--cold-domain`. */
const USUAL_COLD_USERS = 0.2;
const SHOWN = ['recall@20', 'ndcg@20', 'precision@10', 'hit@10', 'ndcg@10', 'map@20', 'mrr@20'];

/** `isthmus evaluate`: how good the whole recommender, or single models, are on a data set. */
export const evaluateCommand: CommandFactory = (context) =>
  newCommand(
    'evaluate',
    'Fit on the training file of a data folder and measure on its test file, in a store of its own.',
  )
    .requiredOption('--data <folder>', 'data folder (docs/guide/ingest.md)')
    .option('--train <file>', 'training interactions, inside the folder', 'interactions.train.csv')
    .option(
      '--valid <file>',
      'validation interactions to tune on (default: interactions.valid.csv where it is, else a part of the training file)',
    )
    .option('--test <file>', 'test interactions; never tuned on', 'interactions.test.csv')
    .addOption(
      new Option(
        '--negatives <file>',
        'rank each test item among the frozen items of this file instead of among all',
      ).conflicts(['coldItems', 'includeSeen']),
    )
    .option(
      '--cold-items <share>',
      'hide the training interactions of this share of the items, rank only them, and ask for what was hidden, too',
      parseShare,
      0,
    )
    .option('--cold-domain <domain>', 'hide all that a share of the users did in this domain, and ask only about them')
    .option('--cold-users <share>', 'the share of the users that --cold-domain takes', parseShare, USUAL_COLD_USERS)
    .option('--transfer', 'compare every domain with a model that learned from this domain alone')
    .addOption(
      new Option(
        '--ablate <parts>',
        `measure also without these (${WITHHELD_PARTS.join(', ')}), each by itself and all together: withheld, tuned and learned again`,
      )
        .argParser(parseParts)
        .conflicts(['negatives']),
    )
    .option('--include-seen', 'rank also what the user has had, as for apps that are used again and again')
    .option('--tune [trials]', `search longer for hyper-parameters (${THOROUGH_TRIALS} points a search)`, parseTrials)
    .option('--seed <number>', 'seed of everything random', parseSeed, DEFAULT_FIT_OPTIONS.seed)
    .option('--model <names>', `what to measure: ${MODEL_NAMES.join(', ')} (default: ${RECOMMENDER})`, parseNames)
    .option('--set <setting>', 'a setting of a baseline, as ease.regularisation=100 (docs/guide/models.md)', append)
    .option('--rating', 'every value is a rating, and not only those of the kind rate')
    .action(async (options: EvaluateOptions) => {
      const models = chooseModels(options.model ?? [RECOMMENDER], options.set ?? []);
      const isThorough = options.tune !== undefined;
      const request = {
        folder: options.data,
        train: options.train,
        valid: options.valid ?? usualValidation(options.data, options.train),
        test: options.test,
        negatives: options.negatives ?? null,
        coldItems: options.coldItems,
        coldDomain: options.coldDomain === undefined ? null : { domain: options.coldDomain, share: options.coldUsers },
        comparesDomains: options.transfer ?? false,
        ablated: options.ablate ?? [],
        includesSeen: options.includeSeen ?? false,
        fit: {
          seed: options.seed,
          trials:
            typeof options.tune === 'number' ? options.tune : isThorough ? THOROUGH_TRIALS : DEFAULT_FIT_OPTIONS.trials,
          tuning: isThorough ? THOROUGH_SAMPLE : DEFAULT_FIT_OPTIONS.tuning,
        },
        onStep: (step: string) => {
          if (context.stderr.isTTY === true) context.stderr.write(`\r\u001B[K${step} …`);
        },
      };
      const baselines =
        models.baselines.length === 0
          ? null
          : await evaluateBaselines(context, {
              ...request,
              fit: {
                ...request.fit,
                trials: typeof options.tune === 'number' ? options.tune : DEFAULT_FIT_OPTIONS.trials,
              },
              models,
              everyValueIsRating: options.rating ?? false,
              isTuned: isThorough,
            });
      const report = models.hasRecommender ? await evaluateFolder(context, request) : null;
      if (context.stderr.isTTY === true) context.stderr.write('\r\u001B[K');
      const machine = machineAndCommit();
      if (baselines !== null) {
        if (options.json === true) return printJson(context.stdout, { ...baselines, recommender: report, machine });
        printComparison(context.stdout, baselines, report);
        return printLine(context.stdout, machine);
      }
      if (report === null) return;
      if (options.json === true) return printJson(context.stdout, { ...report, machine });
      const { users, items, trainInteractions } = report.data;
      printLine(context.stdout, `${report.protocol}; ${report.details.queries} queries`);
      printLine(context.stdout, `${users} users, ${items} items, ${trainInteractions} training interactions`);
      const rows = SHOWN.filter((name) => name in report.metrics).map((name) => {
        const interval = report.details.intervals[name];
        const spread = interval === undefined ? '' : `${interval.low.toFixed(4)} to ${interval.high.toFixed(4)}`;
        return [name, report.metrics[name].toFixed(4), spread];
      });
      printTable(
        context.stdout,
        [{ name: 'metric' }, { name: 'value', isNumber: true }, { name: '95 % interval' }],
        rows,
      );
      if ('byDomain' in report.details) printDomains(context.stdout, report.details);
      if ('byScene' in report.details) printScenes(context.stdout, report.details);
      if (report.ablation.length > 0) printAblation(context.stdout, report.ablation);
      if (report.transfer.length > 0) printTransfer(context.stdout, report.transfer);
      if ('catalogue' in report.details) {
        const { coverage, gini, novelty, diversity } = report.details.catalogue;
        printLine(
          context.stdout,
          `coverage ${coverage.toFixed(3)}, gini ${gini.toFixed(3)}, novelty ${novelty.toFixed(2)} bits, diversity ${diversity.toFixed(3)}`,
        );
      }
      const { ingest, projection, fit, evaluate } = report.seconds;
      printLine(
        context.stdout,
        `ingest ${ingest} s, projection ${projection} s, fit ${fit} s, evaluation ${evaluate} s; ${machine}`,
      );
    });

/** Names separated by commas, after those given before. */
function parseNames(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...text.split(',').map((name) => name.trim())].filter((name) => name !== '');
}

function parseParts(text: string): readonly WithheldPart[] {
  const names = parseNames(text);
  const parts = WITHHELD_PARTS.filter((part) => names.includes(part));
  const isKnown = (name: string): boolean => WITHHELD_PARTS.some((part) => part === name);
  if (parts.length > 0 && names.every(isKnown)) return parts;
  throw new InvalidArgumentError(`Give one or more of ${WITHHELD_PARTS.join(', ')}, separated by commas.`);
}

function append(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

/** The validation file beside a training file, when there is one. */
function usualValidation(folder: string, train: string): string | null {
  const valid = train.replace(/train(?=\.[a-z]+$)/, 'valid');
  return valid !== train && existsSync(join(folder, valid)) ? valid : null;
}

function parseShare(text: string): number {
  const [, number = '', sign] = /^(\d*\.?\d+) ?(%?)$/.exec(text) ?? [];
  const share = Number(number) / (sign === '%' ? 100 : 1);
  if (share > 0 && share < 1) return share;
  throw new InvalidArgumentError('Give a share between 0 and 1, or a percentage such as 10%.');
}

function parseTrials(text: string): number {
  const trials = /^\d+$/.test(text) ? Number(text) : 0;
  if (trials >= 1 && trials <= 1000) return trials;
  throw new InvalidArgumentError('Give a whole number from 1 to 1000.');
}

function parseSeed(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give a whole number from 0 to 999999999.');
}

import { join } from 'node:path';
import { Ontology } from '../../domain/ontology.js';
import { DryRunSink } from '../../ingest/dry-run-sink.js';
import { GraphSink } from '../../ingest/graph-sink.js';
import { hasRejects, type IngestReport } from '../../ingest/ingest-report.js';
import type { IngestSink } from '../../ingest/ingest-sink.js';
import { type IngestPlan, prepareIngest } from '../../ingest/prepare-ingest.js';
import { runIngest } from '../../ingest/run-ingest.js';
import { type CliContext, EXIT } from '../cli-context.js';
import { printJson, printLine } from '../output/print.js';
import { printIngestReport } from '../output/print-ingest-report.js';
import { ProgressBar } from '../output/progress-bar.js';
import { type CommandFactory, type CommonOptions, configOf, newCommand, withIsthmus } from './command-builder.js';

interface IngestOptions extends CommonOptions {
  readonly interactions?: string[];
  readonly mapping?: string;
  readonly rejects?: string;
  readonly declareRelations?: boolean;
  readonly dryRun?: boolean;
}

/** `isthmus ingest <folder>`: reads a data folder into the graph. */
export const ingestCommand: CommandFactory = (context, setExitCode) =>
  newCommand('ingest', 'Read a folder of CSV, JSONL and Parquet files into the graph.')
    .argument('<folder>', 'folder with items, users, relations, social, interactions … (docs/guide/ingest.md)')
    .option('--interactions <files...>', 'interaction files inside the folder to read instead of the usual ones')
    .option('--mapping <file>', 'how columns are understood (default: isthmus.yaml in the folder)')
    .option('--rejects <file>', 'where rejected rows go (default: a new file in the data folder)')
    .option('--declare-relations', 'take relations that are not known, if their names can be used')
    .option('--dry-run', 'check the files and show examples of good and bad rows; write nothing')
    .action(async (folder: string, options: IngestOptions) => {
      const plan = await prepareIngest(folder, {
        ...(options.interactions === undefined ? {} : { interactions: options.interactions }),
        ...(options.mapping === undefined ? {} : { mappingPath: options.mapping }),
      });
      const report =
        options.dryRun === true ? await dryRun(context, plan, options) : await load(context, plan, options);
      if (options.json === true) printJson(context.stdout, report);
      else printIngestReport(context, report);
      if (!report.isDryRun && report.totals.new + report.totals.changed > 0) {
        printLine(context.stderr, 'Run "isthmus train" to have the models learn from the new data.');
      }
      if (hasRejects(report)) setExitCode(EXIT.someRejected);
    });

function dryRun(context: CliContext, plan: IngestPlan, options: IngestOptions): Promise<IngestReport> {
  return run(context, plan, new DryRunSink(new Ontology(), plan.kinds), options, options.rejects ?? null);
}

function load(context: CliContext, plan: IngestPlan, options: IngestOptions): Promise<IngestReport> {
  const time = new Date(context.nowMs()).toISOString().replaceAll(/[:.]/g, '-');
  const rejectsPath = options.rejects ?? join(configOf(context, options).dataDir, `rejected-${time}.jsonl`);
  return withIsthmus(context, options, { recommends: false }, ({ writer, reader, ontology }) =>
    run(context, plan, new GraphSink(writer, reader, ontology), options, rejectsPath),
  );
}

async function run(
  context: CliContext,
  plan: IngestPlan,
  sink: IngestSink,
  options: IngestOptions,
  rejectsPath: string | null,
): Promise<IngestReport> {
  const bar = new ProgressBar(context.stderr, plan.bytes);
  try {
    return await runIngest(plan, sink, {
      nowMs: context.nowMs,
      rejectsPath,
      declaresRelations: options.declareRelations ?? false,
      isDryRun: options.dryRun ?? false,
      onProgress: (bytes, file) => bar.advance(bytes, file),
      signal: context.signal,
    });
  } finally {
    bar.stop();
  }
}

import { Option } from 'commander';
import { rowsToExport } from '../../ingest/export/rows-to-export.js';
import { type MigrationReport, migrateGraph } from '../../ingest/migrate/migrate-graph.js';
import type { CliContext, OpenedIsthmus } from '../cli-context.js';
import { printJson, printLine } from '../output/print.js';
import { ProgressBar } from '../output/progress-bar.js';
import { type CommandFactory, type CommonOptions, newCommand, withIsthmus } from './command-builder.js';

const STORES = ['neo4j', 'embedded'] as const;

interface MigrateCommandOptions extends CommonOptions {
  readonly to: (typeof STORES)[number];
}

/** `isthmus migrate --to <store>`: the whole graph from one kind of store into the other. */
export const migrateCommand: CommandFactory = (context) =>
  newCommand(
    'migrate',
    'Copy the whole graph from the embedded store into the Neo4j of NEO4J_URI, or back, and compare the two.',
  )
    .addOption(
      new Option('--to <store>', 'the store to fill, which has to be empty').choices(STORES).makeOptionMandatory(),
    )
    .action(async (options: MigrateCommandOptions) => {
      const { to } = options;
      const from = to === 'neo4j' ? 'embedded' : 'neo4j';
      const choice = { recommends: false };
      const report = await withIsthmus(
        context,
        options,
        choice,
        (source) =>
          withIsthmus(context, options, choice, (target) => run(context, source, target), { ISTHMUS_STORE: to }),
        { ISTHMUS_STORE: from },
      );
      if (report.hasChangedMeanwhile) {
        printLine(context.stderr, 'The source was written to after it was copied: the target has not got that.');
      }
      if (options.json === true) return printJson(context.stdout, { to, ...report });
      const rows = (report.written + report.resumed).toLocaleString('en-US');
      printLine(context.stdout, `${rows} nodes and edges were copied; both graphs have the digest ${report.digest}.`);
      printLine(context.stderr, 'The models are not part of the graph: run "isthmus train" on the new store.');
    });

async function run(
  { stderr, signal, nowMs }: CliContext,
  source: OpenedIsthmus,
  target: OpenedIsthmus,
): Promise<MigrationReport> {
  const bar = new ProgressBar(stderr, rowsToExport(await source.reader.counts({ signal })));
  try {
    return await migrateGraph({
      source: source.graph,
      target: target.graph,
      nowMs,
      signal,
      onRows: (rows, what) => bar.advance(rows, what),
      onStep: (step) => bar.advance(0, step),
    });
  } finally {
    bar.stop();
  }
}

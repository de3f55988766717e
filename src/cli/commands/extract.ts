import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { IsthmusError } from '../../domain/errors.js';
import type { ExtractionEstimate } from '../../domain/extraction.js';
import { AttributeExtractor } from '../../ingest/knowledge/attributes/attribute-extractor.js';
import { saveAttributes } from '../../ingest/knowledge/attributes/attribute-store.js';
import type { DocumentInputs } from '../../ingest/knowledge/documents/document-input.js';
import { DocumentStore } from '../../ingest/knowledge/documents/document-store.js';
import { estimateExtraction } from '../../ingest/knowledge/documents/estimate-extraction.js';
import { extractDocuments } from '../../ingest/knowledge/documents/extract-documents.js';
import type { ExtractionRunReport } from '../../ingest/knowledge/documents/extraction-report.js';
import { isItemDescription, itemDescriptions } from '../../ingest/knowledge/documents/item-descriptions.js';
import { readAttributeSet } from '../../ingest/knowledge/evaluation/attribute-set.js';
import { openDocuments } from '../../ingest/knowledge/importers/open-documents.js';
import { RejectsFile } from '../../ingest/loading/rejects-file.js';
import { type CliContext, EXIT, type OpenedIsthmus } from '../cli-context.js';
import { printJson, printLine, printTable } from '../output/print.js';
import { ProgressBar } from '../output/progress-bar.js';
import { type CommandFactory, type CommonOptions, configOf, newCommand, withIsthmus } from './command-builder.js';

interface ExtractOptions extends CommonOptions {
  readonly descriptions: boolean;
  readonly failures?: string;
  readonly source?: string;
  readonly licence?: string;
  readonly learn?: string;
  readonly estimate?: boolean;
  readonly rulesOnly?: boolean;
}

/** `isthmus extract`: facts from texts into the graph. */
export const extractCommand: CommandFactory = (context, setExitCode) =>
  newCommand('extract', "Take facts from the items' descriptions and from documents into the graph.")
    .argument('[files...]', 'documents as CSV, JSONL or Parquet; N-Triples (.nt), Wikidata (.json), MediaWiki (.xml)')
    .option('--no-descriptions', "read only the files, not the items' descriptions")
    .option('--source <name>', 'where a dump comes from, such as dbpedia (default: the name of its file)')
    .option('--licence <name>', 'the licence of a dump, such as CC-BY-SA-4.0')
    .option('--failures <file>', 'where documents that failed go (default: a new file in the data folder)')
    .option('--learn <file>', 'learn values of attributes from marked texts first (docs/guide/language.md)')
    .option('--rules-only', 'do not ask the language model, if one is configured')
    .option('--estimate', 'say what it would cost; read nothing into the graph')
    .action(async (files: string[], options: ExtractOptions) => {
      for (const file of files) await checkFile(file);
      if (options.learn !== undefined) await learn(context, options, options.learn);
      if (options.estimate === true) {
        const estimated = await withIsthmus(context, options, { recommends: false }, (isthmus) =>
          estimate(context, options, isthmus, files),
        );
        if (options.json === true) printJson(context.stdout, estimated);
        else printLine(context.stdout, estimateText(estimated));
        return;
      }
      const time = new Date(context.nowMs()).toISOString().replaceAll(/[:.]/g, '-');
      const path = options.failures ?? join(configOf(context, options).dataDir, `failed-documents-${time}.jsonl`);
      const failures = new RejectsFile(path);
      const report = await withIsthmus(context, options, { recommends: false }, (isthmus) =>
        extract(context, options, isthmus, files, failures),
      );
      if (options.json === true) printJson(context.stdout, { ...report, failuresPath: failures.path });
      else printReport(context, report);
      if (failures.path !== null) printLine(context.stderr, `What failed, and why, is in ${failures.path}.`);
      if (report.failed > 0) setExitCode(EXIT.someRejected);
    });

async function extract(
  context: CliContext,
  options: ExtractOptions,
  isthmus: OpenedIsthmus,
  files: readonly string[],
  failures: RejectsFile,
): Promise<ExtractionRunReport> {
  const { graph, ontology } = isthmus;
  const { nowMs, signal } = context;
  const { extractor, resolver } = await extractorOf(context, options, isthmus);
  const bar = new ProgressBar(context.stderr, await documentCount(context, options, isthmus, files));
  try {
    return await extractDocuments({
      store: new DocumentStore({ graph, ontology, clock: nowMs }),
      ontology,
      extractor,
      resolver,
      inputs: inputsOf(context, options, isthmus, files),
      failures,
      nowMs,
      ...(options.descriptions ? { prune: isItemDescription } : {}),
      onDocument: (id) => bar.advance(1, id),
      signal,
    });
  } finally {
    bar.stop();
  }
}

async function estimate(
  context: CliContext,
  options: ExtractOptions,
  isthmus: OpenedIsthmus,
  files: readonly string[],
): Promise<ExtractionEstimate> {
  const { graph, ontology } = isthmus;
  const { extractor } = await extractorOf(context, options, isthmus);
  const store = new DocumentStore({ graph, ontology, clock: context.nowMs });
  return estimateExtraction(store, extractor, inputsOf(context, options, isthmus, files), context.signal);
}

/** Loaded here, because the language model's libraries take time that no other command has to spend. */
async function extractorOf(context: CliContext, options: ExtractOptions, isthmus: OpenedIsthmus) {
  const { factExtractorOf } = await import('../../app/fact-extractor-of.js');
  const warn = (message: string): void => printLine(context.stderr, message);
  const usesModel = options.rulesOnly !== true;
  return factExtractorOf(configOf(context, options), isthmus, warn, { usesModel, signal: context.signal });
}

function inputsOf(
  { signal }: CliContext,
  { descriptions, source, licence }: ExtractOptions,
  { graph }: OpenedIsthmus,
  files: readonly string[],
): DocumentInputs[] {
  const origin = { ...(source === undefined ? {} : { source }), ...(licence === undefined ? {} : { licence }) };
  const inputs = files.map((file) => openDocuments(file, { graph, signal, ...origin }));
  return descriptions ? [itemDescriptions(graph, { signal }), ...inputs] : inputs;
}

/** How many documents there will be, for the progress alone; those of files are not counted twice for it. */
async function documentCount(
  { signal }: CliContext,
  { descriptions }: ExtractOptions,
  { reader }: OpenedIsthmus,
  files: readonly string[],
): Promise<number> {
  const { nodes } = await reader.counts({ signal });
  return (descriptions ? nodes.Item : 0) + files.length;
}

async function learn(context: CliContext, options: ExtractOptions, file: string): Promise<void> {
  const { examples } = await readAttributeSet(file);
  const attributes = AttributeExtractor.learn(examples, { signal: context.signal });
  const { attributesFolder } = await import('../../app/fact-extractor-of.js');
  const folder = attributesFolder(configOf(context, options));
  await saveAttributes(folder, attributes, { examples: examples.length, learntAt: context.nowMs() });
  printLine(context.stderr, `Learnt attributes from ${examples.length} texts of ${basename(file)}.`);
}

async function checkFile(file: string): Promise<void> {
  try {
    if ((await stat(file)).isFile()) return;
  } catch (cause) {
    throw new IsthmusError('INGEST_SOURCE_INVALID', `There is no file ${file}.`, { cause });
  }
  throw new IsthmusError('INGEST_SOURCE_INVALID', `${file} is not a file.`);
}

function printReport({ stdout }: CliContext, report: ExtractionRunReport): void {
  const { seen, unchanged, read, failed, removed, facts, dropped, usage, seconds } = report;
  printTable(
    stdout,
    [{ name: 'documents' }, { name: 'count', isNumber: true }],
    Object.entries({ seen, unchanged, read, failed, removed }),
  );
  printLine(stdout, `${facts.toLocaleString('en-US')} facts in ${seconds.toFixed(1)} s`);
  for (const [reason, count] of Object.entries(dropped).sort(([, a], [, b]) => b - a)) {
    printLine(stdout, `left out, ${reason}: ${count.toLocaleString('en-US')}`);
  }
  if (usage.calls > 0) printLine(stdout, `${usage.calls} calls, ${tokensAndCost(usage)}`);
}

function estimateText(estimated: ExtractionEstimate): string {
  const { documents, calls } = estimated;
  const texts = `${documents.toLocaleString('en-US')} documents are new or have changed`;
  if (calls === 0) return `${texts}; they are read by rules, which costs nothing.`;
  return `${texts}: ${calls.toLocaleString('en-US')} calls, ${tokensAndCost(estimated)}.`;
}

function tokensAndCost({ inputTokens, outputTokens, cost }: Omit<ExtractionEstimate, 'documents'>): string {
  const tokens = `${inputTokens.toLocaleString('en-US')} tokens in, ${outputTokens.toLocaleString('en-US')} out`;
  return cost === null ? `${tokens}; there is no price for the model` : `${tokens}, cost ${cost.toFixed(2)}`;
}

import { Ontology } from '../domain/ontology.js';
import { cleanText } from './cleaning/clean-text.js';
import { dateParser } from './cleaning/parse-date.js';
import { emptyFileReport, type FileReport, type IngestReport, totalsOf } from './ingest-report.js';
import type { IngestSink } from './ingest-sink.js';
import { createFileLoaders } from './loading/file-loaders.js';
import { RejectsFile } from './loading/rejects-file.js';
import { relationDeclarations } from './mapping/read-mapping.js';
import { meaningOf } from './plan/check-columns.js';
import type { IngestPlan } from './prepare-ingest.js';

/** How a plan is carried out. */
export interface RunOptions {
  /** The present in epoch milliseconds; times after it (and a day) are refused. */
  readonly nowMs: () => number;
  /** Where rejected rows are written; null keeps only counts and examples. */
  readonly rejectsPath: string | null;
  /** Whether relations that nobody declared are declared by being used. */
  readonly declaresRelations?: boolean;
  readonly isDryRun?: boolean;
  /** Called with the bytes read since the last call and the file that they are from. */
  readonly onProgress?: (bytes: number, file: string) => void;
  /** Stops between two batches; repeating the same ingest goes on to the same end. */
  readonly signal?: AbortSignal;
}

/** Reads the files of a plan, kind by kind, and delivers their records to the sink. */
export async function runIngest(plan: IngestPlan, sink: IngestSink, options: RunOptions): Promise<IngestReport> {
  const startedMs = options.nowMs();
  const { mapping } = plan;
  // A copy: rows may declare relations in it before the graph has them.
  const ontology = new Ontology(sink.ontology.all().filter((relation) => relation.isDeclared));
  const declarations = relationDeclarations(mapping);
  for (const declaration of declarations) ontology.declare(declaration);

  // Every time is past at the end of time: what a graph has held is not refused for lying in the future.
  const nowMs = mapping.checks === 'stored' ? () => Number.POSITIVE_INFINITY : options.nowMs;
  const settings = { mapping, ontology, parseDate: dateParser(mapping.dates), nowMs };
  const loaders = createFileLoaders(settings, sink, {
    declaresRelations: options.declaresRelations ?? false,
    createMissingUsers: !plan.kinds.has('users'),
  });
  for (const file of plan.files) loaders[file.kind].check(file.columns ?? []);
  for (const declaration of declarations) await sink.declareRelation(declaration);

  const rejects = new RejectsFile(options.rejectsPath);
  const files: FileReport[] = [];
  try {
    for (const file of plan.files) {
      const report = emptyFileReport(file.name, file.kind);
      files.push(report);
      const source = {
        meaningOf: (column: string) => meaningOf(column, file.kind, mapping),
        cleanText: mapping.texts === 'clean' ? cleanText : (text: string) => text,
        onBytes: (bytes: number) => options.onProgress?.(bytes, file.name),
      };
      await loaders[file.kind].load(file.source, report, { source, rejects, signal: options.signal ?? null });
    }
  } finally {
    await rejects.close();
  }
  return {
    isDryRun: options.isDryRun ?? false,
    files,
    totals: totalsOf(files),
    leftOut: plan.leftOut,
    notices: plan.notices,
    rejectsPath: rejects.path,
    seconds: (options.nowMs() - startedMs) / 1000,
  };
}

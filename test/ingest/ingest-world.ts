import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { EmbeddedKnowledgeGraph } from '../../src/graph/embedded/embedded-knowledge-graph.js';
import { GraphReader } from '../../src/graph/graph-reader.js';
import { GraphWriter } from '../../src/graph/graph-writer.js';
import { loadOntology } from '../../src/graph/load-ontology.js';
import { GraphSink } from '../../src/ingest/graph-sink.js';
import type { IngestReport } from '../../src/ingest/ingest-report.js';
import { type PrepareOptions, prepareIngest } from '../../src/ingest/prepare-ingest.js';
import { type RunOptions, runIngest } from '../../src/ingest/run-ingest.js';

/** The present of the tests: 2024-06-01T00:00:00Z. */
export const NOW_MS = Date.UTC(2024, 5, 1);

export interface RejectLine {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
  readonly raw: string;
}

/** A folder of data files and a graph in memory to ingest them into. */
export class IngestWorld {
  private constructor(
    readonly folder: string,
    readonly graph: EmbeddedKnowledgeGraph,
    readonly sink: GraphSink,
    readonly reader: GraphReader,
  ) {}

  static async create(files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<IngestWorld> {
    const folder = await dataFolder(files);
    const graph = await EmbeddedKnowledgeGraph.open({ path: null });
    const ontology = await loadOntology(graph);
    const reader = new GraphReader(graph);
    const writer = new GraphWriter({ graph, ontology, clock: () => NOW_MS });
    return new IngestWorld(folder, graph, new GraphSink(writer, reader, ontology), reader);
  }

  async ingest(options: PrepareOptions & Partial<RunOptions> = {}, folder = this.folder): Promise<IngestReport> {
    const plan = await prepareIngest(folder, options);
    return runIngest(plan, this.sink, { nowMs: () => NOW_MS, rejectsPath: this.rejectsPath, ...options });
  }

  /** Changes or adds files of the folder. */
  async write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
    await writeFiles(this.folder, files);
  }

  get rejectsPath(): string {
    return join(this.folder, 'out', 'rejected.jsonl');
  }

  /** The rows that the last ingest rejected. */
  async rejects(): Promise<RejectLine[]> {
    const text = await readFile(this.rejectsPath, 'utf8');
    return text
      .trimEnd()
      .split('\n')
      .map((line): RejectLine => JSON.parse(line));
  }

  async close(): Promise<void> {
    await this.graph.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** A new folder with the given files. */
export async function dataFolder(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'isthmus-ingest-'));
  await writeFiles(folder, files);
  return folder;
}

async function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
}

/** Three items and their header, for tests about something else. */
export const ITEMS = 'id,domain,title\ni1,film,Dune\ni2,film,Arrival\ni3,book,Dune\n';

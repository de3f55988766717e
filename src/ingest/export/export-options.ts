import type { Ontology } from '../../domain/ontology.js';
import type { GraphReader } from '../../graph/graph-reader.js';
import type { KnowledgeGraph } from '../../graph/knowledge-graph.js';

/** What the graph can be written as: data files that ingest reads, a Cypher script, or a GraphML document. */
export const EXPORT_FORMATS = ['csv', 'jsonl', 'parquet', 'cypher', 'graphml'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What is exported, and where to. */
export interface ExportOptions {
  readonly graph: KnowledgeGraph;
  readonly reader: GraphReader;
  readonly ontology: Ontology;
  /** A folder that does not exist or is empty. */
  readonly folder: string;
  readonly format: ExportFormat;
  /** Stops the export; what was written until then is removed. */
  readonly signal?: AbortSignal;
  /** Called with the number of rows that were written since the last call, and the file they went to. */
  readonly onRows?: (rows: number, file: string) => void;
}

/** One file that was written. */
export interface ExportedFile {
  readonly file: string;
  readonly rows: number;
}

/** What an export wrote, and what it could not write. */
export interface ExportReport {
  readonly files: readonly ExportedFile[];
  /** One sentence for each thing that the graph holds and the format cannot say. */
  readonly leftOut: readonly string[];
  /** Whether others wrote to the graph meanwhile, so that the files may mix two states of it. */
  readonly hasChangedMeanwhile: boolean;
}

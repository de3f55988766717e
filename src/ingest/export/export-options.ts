import type { Ontology } from '../../domain/ontology.js';
import type { GraphReader } from '../../graph/graph-reader.js';
import type { KnowledgeGraph } from '../../graph/knowledge-graph.js';

/** What is exported, and where to. */
export interface ExportOptions {
  readonly graph: KnowledgeGraph;
  readonly reader: GraphReader;
  readonly ontology: Ontology;
  /** A folder that does not exist or holds no data files. */
  readonly folder: string;
}

/** One file that was written. */
export interface ExportedFile {
  readonly file: string;
  readonly rows: number;
}

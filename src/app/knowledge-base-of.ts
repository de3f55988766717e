import type { Logger } from 'pino';
import type { Config } from '../config/config.js';
import type { Ontology } from '../domain/ontology.js';
import type { GraphReader } from '../graph/graph-reader.js';
import type { KnowledgeGraph } from '../graph/knowledge-graph.js';
import { CurrentNames } from '../ingest/knowledge/current-names.js';
import { KnowledgeBase } from '../ingest/knowledge/knowledge-base.js';

/** What is known from the texts of a graph, read further by the rules or by the configured language model. */
export function knowledgeBaseOf(
  config: Pick<Config, 'dataDir' | 'languageModel'>,
  store: { readonly graph: KnowledgeGraph; readonly reader: GraphReader; readonly ontology: Ontology },
  logger: Logger,
): KnowledgeBase {
  const { graph, ontology } = store;
  const names = new CurrentNames(graph, store.reader);
  return new KnowledgeBase({
    graph,
    ontology,
    clock: Date.now,
    extractorOf: async (signal) => {
      // Loaded here, because few servers are asked to read texts.
      const { factExtractorOf } = await import('./fact-extractor-of.js');
      return factExtractorOf(config, store, (message) => logger.warn(message), {
        signal,
        namesOf: (calls) => names.read(calls),
      });
    },
    onError: (error) => logger.warn({ err: error }, 'A text could not be read'),
  });
}

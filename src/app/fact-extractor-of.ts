import { join } from 'node:path';
import type { Config } from '../config/config.js';
import type { FactExtractor } from '../domain/extraction.js';
import type { Ontology } from '../domain/ontology.js';
import type { GraphReader } from '../graph/graph-reader.js';
import type { CallOptions, KnowledgeGraph } from '../graph/knowledge-graph.js';
import { loadAttributes } from '../ingest/knowledge/attributes/attribute-store.js';
import { type GraphNames, readGraphNames } from '../ingest/knowledge/graph-names.js';
import type { EntityResolver } from '../ingest/knowledge/resolution/entity-resolver.js';
import { RuleFactExtractor } from '../ingest/knowledge/rules/rule-fact-extractor.js';
import { extractionVocabulary } from '../llm/extraction/extraction-vocabulary.js';
import { ModelFactExtractor, USUAL_EXTRACTION_SIZES } from '../llm/extraction/model-fact-extractor.js';
import { languageModelOf } from './language-model-of.js';

/** A graph as an extractor looks at it. */
interface NamedGraph {
  readonly graph: KnowledgeGraph;
  readonly reader: GraphReader;
  readonly ontology: Ontology;
}

/** What takes facts from texts, and what finds the nodes that their names mean. */
export interface GraphFactExtractor {
  readonly extractor: FactExtractor;
  readonly resolver: EntityResolver;
}

/** The folder in which what was learnt about attributes is kept. */
export function attributesFolder({ dataDir }: Pick<Config, 'dataDir'>): string {
  return join(dataDir, 'attributes');
}

/** The extractor of a configuration: the rules with the names of the graph, and the language model before them if there is one. */
export async function factExtractorOf(
  config: Pick<Config, 'dataDir' | 'languageModel'>,
  { graph, reader, ontology }: NamedGraph,
  warn: (message: string) => void,
  {
    usesModel = true,
    signal,
    namesOf = (calls) => readGraphNames(graph, reader, calls),
  }: {
    readonly usesModel?: boolean;
    readonly signal?: AbortSignal;
    /** Gives the names of the graph; they are read when it is absent. */
    readonly namesOf?: (calls: CallOptions) => Promise<GraphNames>;
  } = {},
): Promise<GraphFactExtractor> {
  const calls = signal === undefined ? {} : { signal };
  const { gazetteer, resolver } = await namesOf(calls);
  const attributes = await loadAttributes(attributesFolder(config));
  const rules = new RuleFactExtractor({ ontology, gazetteer, attributes });
  if (!usesModel) return { extractor: rules, resolver };
  const scenes = (await reader.scenes(calls)).map(({ label }) => label);
  return { extractor: await withLanguageModel(config, { ontology, rules, scenes, warn }), resolver };
}

/** An extractor that asks the language model of a configuration first; the rules alone when there is none. */
export async function withLanguageModel(
  config: Pick<Config, 'dataDir' | 'languageModel'>,
  parts: {
    readonly ontology: Ontology;
    readonly rules: FactExtractor;
    readonly scenes: readonly string[];
    readonly warn: (message: string) => void;
  },
): Promise<FactExtractor> {
  const { ontology, rules, scenes, warn } = parts;
  if (config.languageModel === null) return rules;
  const model = await languageModelOf(config, warn);
  const vocabulary = extractionVocabulary(ontology, scenes);
  return new ModelFactExtractor(model, { vocabulary, otherwise: rules, ...USUAL_EXTRACTION_SIZES });
}

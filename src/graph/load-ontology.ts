import { Ontology } from '../domain/ontology.js';
import type { KnowledgeGraph, Row } from './knowledge-graph.js';
import { declarationFromProperties } from './records/declaration-properties.js';

const MAX_DECLARED_RELATIONS = 10_000;

/** The ontology of an opened store: the platform's relations and those that its data sets have declared. */
export async function loadOntology(graph: KnowledgeGraph): Promise<Ontology> {
  const rows = await graph.read<Row & { readonly properties: Readonly<Record<string, unknown>> }>({
    key: 'ontology/declared-relations',
    parameters: { limit: MAX_DECLARED_RELATIONS },
  });
  return new Ontology(rows.map((row) => declarationFromProperties(row.properties)));
}

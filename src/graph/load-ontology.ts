import { Ontology, type RelationDeclaration } from '../domain/ontology.js';
import type { CallOptions, KnowledgeGraph, Row } from './knowledge-graph.js';
import { declarationFromProperties } from './records/declaration-properties.js';

const MAX_DECLARED_RELATIONS = 10_000;

/** The ontology of an opened store: the platform's relations and those that its data sets have declared. */
export async function loadOntology(graph: KnowledgeGraph): Promise<Ontology> {
  return new Ontology(await storedDeclarations(graph));
}

/** Adds to an ontology what other processes have declared in the graph since it was loaded. */
export async function renewOntology(graph: KnowledgeGraph, ontology: Ontology, options?: CallOptions): Promise<void> {
  for (const declaration of await storedDeclarations(graph, options)) ontology.declare(declaration);
}

async function storedDeclarations(graph: KnowledgeGraph, options?: CallOptions): Promise<RelationDeclaration[]> {
  const rows = await graph.read<Row & { readonly properties: Readonly<Record<string, unknown>> }>(
    { key: 'ontology/declared-relations', parameters: { limit: MAX_DECLARED_RELATIONS } },
    options,
  );
  return rows.map((row) => declarationFromProperties(row.properties));
}

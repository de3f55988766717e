import type { RelationType } from '../../domain/ontology.js';
import type { KnowledgeGraph, StatementCall } from '../knowledge-graph.js';
import { loadOntology } from '../load-ontology.js';
import { declarationProperties } from '../records/declaration-properties.js';

/** Knows which declared relations the graph already keeps, so that no edge is stored whose relation is not. */
export class DeclarationKeeper {
  private kept: Set<string> | null = null;

  constructor(private readonly graph: KnowledgeGraph) {}

  /** Those of the relations that a data set has declared and that the graph does not keep yet. */
  async missing(relations: Iterable<RelationType>): Promise<RelationType[]> {
    const declared = [...new Set(relations)].filter((relation) => relation.isDeclared);
    if (declared.length === 0) return [];
    if (this.kept === null) {
      const stored = (await loadOntology(this.graph)).all().filter((relation) => relation.isDeclared);
      this.kept = new Set(stored.map((relation) => relation.name));
    }
    return declared.filter((relation) => this.kept?.has(relation.name) !== true);
  }

  /** The calls that keep them. */
  calls(relations: readonly RelationType[]): StatementCall[] {
    return relations.map((relation) => ({
      key: 'ontology/save-relation',
      parameters: { id: relation.name, properties: declarationProperties(relation) },
    }));
  }

  /** To be called when the calls are committed. */
  committed(relations: readonly RelationType[]): void {
    for (const relation of relations) this.kept?.add(relation.name);
  }

  /** To be called when another process may have declared relations. */
  forget(): void {
    this.kept = null;
  }
}

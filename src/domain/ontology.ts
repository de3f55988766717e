import { BASE_RELATIONS } from './base-relations.js';
import { IsthmusError } from './errors.js';
import type { NodeType } from './nodes.js';

declare const relationBrand: unique symbol;
/** The name of a relation that an ontology knows: upper-case words joined by underscores, at most 64 characters. */
export type RelationName = string & { readonly [relationBrand]: true };

/**
 * How a fact reads. `{subject}` and `{object}` stand for the labels of its two ends; `shared` completes
 * "Because you finished Dune, which like Arrival …" for two items that meet in the object.
 */
export interface RelationPhrases {
  readonly fact: string;
  readonly shared: string;
}

export interface RelationType {
  readonly name: RelationName;
  readonly subjectTypes: readonly NodeType[];
  readonly objectTypes: readonly NodeType[];
  /** The kind that an entity at the object end has, when a data set does not say. */
  readonly objectKind: string;
  readonly description: string;
  readonly en: RelationPhrases;
  readonly zh: RelationPhrases;
  /** Declared by a data set, not by the platform. */
  readonly isDeclared: boolean;
}

/** What an imported data set says about a relation of its own. */
export interface RelationDeclaration {
  readonly name: string;
  readonly description?: string;
  readonly objectKind?: string;
  readonly en?: Partial<RelationPhrases>;
  readonly zh?: Partial<RelationPhrases>;
}

const NAME_PATTERN = /^[A-Z][A-Z0-9_]{0,63}$/;
/** Edges with a meaning of their own in the graph's model; a data set cannot redefine them. */
const RESERVED_NAMES = new Set(['INTERACTED', 'IN_DOMAIN']);

/** The relations that a graph may hold: those of the platform and those that its data sets declare. */
export class Ontology {
  private readonly relations = new Map<string, RelationType>();

  constructor(declarations: readonly RelationDeclaration[] = []) {
    for (const relation of BASE_RELATIONS) {
      this.relations.set(relation.name, { ...relation, name: relation.name as RelationName, isDeclared: false });
    }
    for (const declaration of declarations) this.declare(declaration);
  }

  /** The relation with this name; throws UNKNOWN_RELATION with the nearest known names. */
  relation(name: string): RelationType {
    const found = this.relations.get(name);
    if (found !== undefined) return found;
    throw new IsthmusError(
      'UNKNOWN_RELATION',
      `The relation "${name.slice(0, 64)}" is not in the ontology. Declare it under "relations:" in isthmus.yaml, or use one of: ${[...this.relations.keys()].join(', ')}.`,
    );
  }

  find(name: string): RelationType | undefined {
    return this.relations.get(name);
  }

  all(): RelationType[] {
    return [...this.relations.values()];
  }

  /** Adds a data set's own relation between any nodes; naming a known one changes nothing. */
  declare(declaration: RelationDeclaration): RelationType {
    const known = this.relations.get(declaration.name);
    if (known !== undefined) return known;
    if (!NAME_PATTERN.test(declaration.name) || RESERVED_NAMES.has(declaration.name)) {
      throw new IsthmusError(
        'UNKNOWN_RELATION',
        `"${declaration.name.slice(0, 64)}" cannot name a relation. Use upper-case letters, digits and underscores, such as FILMED_IN.`,
      );
    }
    const words = declaration.name.toLowerCase().replaceAll('_', ' ');
    const relation: RelationType = {
      name: declaration.name as RelationName,
      subjectTypes: ['Item', 'Entity'],
      objectTypes: ['Item', 'Entity'],
      objectKind: declaration.objectKind ?? 'topic',
      description: declaration.description ?? `Declared by a data set: ${words}.`,
      en: { fact: `{subject}: ${words} {object}`, shared: `shares "${words}" {object}`, ...declaration.en },
      zh: { fact: `{subject}（${words}）{object}`, shared: `同样与“{object}”相关（${words}）`, ...declaration.zh },
      isDeclared: true,
    };
    this.relations.set(relation.name, relation);
    return relation;
  }
}

import { IsthmusError } from '../../domain/errors.js';
import type { NodeType } from '../../domain/nodes.js';
import type { Ontology, RelationType } from '../../domain/ontology.js';
import { ITEM_PROPERTY_NAMES, USER_PROPERTY_NAMES } from '../../graph/records/node-properties.js';
import { type AttributeType, type ColumnRule, WELL_KNOWN_COLUMNS } from '../mapping/column-rule.js';
import type { Mapping } from '../mapping/mapping.js';
import { attributeName } from './attribute-name.js';

/** An extra column whose cells name entities or scenes that the row's node is related to. */
export interface RelationColumn {
  readonly column: string;
  readonly relation: RelationType;
  /** Kind of the entities, or null when the cells hold ids of scenes. */
  readonly entityKind: string | null;
}

/** An extra column whose cells become an attribute. */
export interface AttributeColumn {
  readonly column: string;
  readonly attribute: string;
  /** Null: texts stay texts, and cells with separators become lists. */
  readonly type: AttributeType | null;
}

/** What becomes of an extra column; null when it is ignored. */
export type ColumnUse = RelationColumn | AttributeColumn | null;

/** Decides what becomes of the extra columns of items or users, once for each name. */
export class ColumnPlan {
  private readonly uses = new Map<string, ColumnUse>();

  constructor(
    private readonly nodeType: 'Item' | 'User',
    private readonly mapping: Mapping,
    private readonly ontology: Ontology,
  ) {}

  /** What becomes of a column; throws INGEST_SOURCE_INVALID or UNKNOWN_RELATION when it cannot be used. */
  useOf(column: string): ColumnUse {
    const known = this.uses.get(column);
    if (known !== undefined) return known;
    const use = this.decide(column);
    this.uses.set(column, use);
    return use;
  }

  /** Checks the extra columns of one header; two of them must not become one attribute. */
  check(columns: readonly string[]): void {
    const columnOf = new Map<string, string>();
    for (const column of columns) {
      const use = this.useOf(column);
      if (use === null || !('attribute' in use)) continue;
      const other = columnOf.get(use.attribute);
      if (other !== undefined) {
        throw new IsthmusError(
          'INGEST_SOURCE_INVALID',
          `The columns "${other}" and "${column}" would both become the attribute "${use.attribute}". Name one of them under "${this.section()}" in isthmus.yaml.`,
        );
      }
      columnOf.set(use.attribute, column);
    }
  }

  private decide(column: string): ColumnUse {
    const rule = this.ruleOf(column);
    if (rule === 'ignore') return null;
    if (rule !== undefined && 'relation' in rule) return this.relationColumn(column, rule);
    const reserved = this.nodeType === 'Item' ? ITEM_PROPERTY_NAMES : USER_PROPERTY_NAMES;
    const attribute = rule?.name ?? attributeName(column);
    if (attribute === null || reserved.has(attribute)) {
      const why =
        attribute === null ? 'cannot be the name of an attribute' : `would overwrite the property "${attribute}"`;
      throw new IsthmusError(
        'INGEST_SOURCE_INVALID',
        `The column "${column}" ${why}. Give it a name under "${this.section()}" in isthmus.yaml: {type: text, name: …}, or "ignore".`,
      );
    }
    return { column, attribute, type: rule?.type ?? null };
  }

  private relationColumn(column: string, rule: Extract<ColumnRule, { relation: string }>): RelationColumn {
    const relation = this.ontology.relation(rule.relation);
    const target: NodeType = rule.to === 'scene' ? 'Scene' : 'Entity';
    if (!relation.subjectTypes.includes(this.nodeType) || !relation.objectTypes.includes(target)) {
      throw new IsthmusError(
        'UNKNOWN_RELATION',
        `The column "${column}" cannot become ${relation.name}: this relation does not lead from ${this.nodeType} to ${target}.`,
      );
    }
    return { column, relation, entityKind: rule.to === 'scene' ? null : (rule.kind ?? relation.objectKind) };
  }

  private ruleOf(column: string): ColumnRule | undefined {
    const rules = this.nodeType === 'Item' ? this.mapping.columns : this.mapping.userColumns;
    if (Object.hasOwn(rules, column)) return rules[column];
    return this.nodeType === 'Item' ? WELL_KNOWN_COLUMNS.get(column) : undefined;
  }

  private section(): string {
    return this.nodeType === 'Item' ? 'columns' : 'userColumns';
  }
}

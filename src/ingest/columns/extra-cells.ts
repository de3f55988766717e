import { IsthmusError } from '../../domain/errors.js';
import type { NodeRef } from '../../domain/nodes.js';
import type { AttributeValue, EntityRecord, RelationRecord } from '../../domain/records.js';
import type { DateParser } from '../cleaning/parse-date.js';
import { entityId } from '../cleaning/slug.js';
import type { Mapping } from '../mapping/mapping.js';
import { foldCase, listField } from '../rows/fields.js';
import { refusal } from '../rows/row-reader.js';
import type { Cells } from '../sources/source-row.js';
import { type AttributeReader, attributeReader } from './attribute-reader.js';
import type { AttributeColumn, ColumnPlan, ColumnUse, RelationColumn } from './column-plan.js';

/** What the extra columns of one row say about its node. */
export interface ExtraFacts {
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly entities: readonly EntityRecord[];
  readonly relations: readonly RelationRecord[];
}

/** Reads the extra columns of items or users. */
export class ExtraCells {
  private readonly readers = new Map<string, AttributeReader>();

  constructor(
    private readonly plan: ColumnPlan,
    private readonly mapping: Mapping,
    private readonly parseDate: DateParser,
    private readonly knownColumns: ReadonlySet<string>,
  ) {}

  /** Checks a header before its rows are read. */
  check(header: readonly string[]): void {
    this.plan.check(header.filter((column) => !this.knownColumns.has(column)));
  }

  read(node: NodeRef, cells: Cells): ExtraFacts | { readonly type: 'refused'; readonly reason: string } {
    const attributes: Record<string, AttributeValue> = {};
    const entities: EntityRecord[] = [];
    const relations: RelationRecord[] = [];
    for (const [column, cell] of cells) {
      if (this.knownColumns.has(column)) continue;
      const use = this.useOf(column);
      if (use === null) continue;
      if (typeof use === 'string') return refusal(use);
      if ('attribute' in use) {
        const parsed = this.readerOf(use).safeParse(cell);
        if (!parsed.success) return refusal(`${column}: ${parsed.error.issues[0].message}`);
        if (parsed.data !== null) attributes[use.attribute] = parsed.data;
      } else {
        const values = listField(this.mapping.listSeparator).safeParse(cell);
        if (!values.success) return refusal(`${column}: ${values.error.issues[0].message}`);
        for (const value of values.data) this.relate(node, use, value, entities, relations);
      }
    }
    return { attributes, entities, relations };
  }

  /** Columns of JSONL rows are seen only here; one that cannot be used rejects its row. */
  private useOf(column: string): ColumnUse | string {
    try {
      return this.plan.useOf(column);
    } catch (error) {
      if (error instanceof IsthmusError) return error.message;
      throw error;
    }
  }

  private relate(
    subject: NodeRef,
    { relation, entityKind }: RelationColumn,
    value: string,
    entities: EntityRecord[],
    relations: RelationRecord[],
  ): void {
    const isScene = entityKind === null;
    const id = isScene
      ? foldCase(value, this.mapping.idCase.scene)
      : foldCase(entityId(entityKind, value), this.mapping.idCase.entity);
    const object: NodeRef = { type: isScene ? 'Scene' : 'Entity', id };
    // "Sci-Fi|sci fi" name one entity twice.
    if (relations.some((other) => other.predicate === relation.name && other.object.id === id)) return;
    if (!isScene) entities.push({ id, kind: entityKind, label: value, labelZh: null });
    relations.push({ subject, predicate: relation.name, object, weight: 1, source: 'catalogue' });
  }

  private readerOf(use: AttributeColumn): AttributeReader {
    let reader = this.readers.get(use.column);
    if (reader === undefined) {
      reader = attributeReader(use.type, this.mapping.listSeparator, this.parseDate);
      this.readers.set(use.column, reader);
    }
    return reader;
  }
}

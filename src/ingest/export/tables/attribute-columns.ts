import type { Attributes, AttributeValue } from '../../../domain/records.js';
import { KNOWN_COLUMNS } from '../../file-kinds.js';
import { type AttributeType, WELL_KNOWN_COLUMNS } from '../../mapping/column-rule.js';
import type { CellValue, ColumnType, TableColumn } from './table-file.js';

/** The column that an attribute goes to and how its values are written. */
interface AttributeColumn {
  readonly column: string;
  type: AttributeType;
}

/** Finds for every attribute of items or users a column and a type that reads back exactly what is stored. */
export class AttributeColumns {
  private readonly columns = new Map<string, AttributeColumn>();

  constructor(
    private readonly kind: 'items' | 'users',
    private readonly listSeparator: string,
  ) {}

  /** Takes note of one node's attributes; all nodes have to be seen before the first is written. */
  observe(attributes: Attributes): void {
    for (const [name, value] of Object.entries(attributes)) {
      const type = this.typeOf(value);
      const known = this.columns.get(name);
      if (known === undefined) this.columns.set(name, { column: this.columnOf(name), type });
      else if (known.type !== type) known.type = 'json';
    }
  }

  /** The columns in the order in which their attributes were first seen. */
  get all(): TableColumn[] {
    return [...this.columns.values()].map(({ column, type }) => ({ name: column, type: columnType(type) }));
  }

  /** The rules that isthmus.yaml has to hold for these columns. */
  rules(): Record<string, { readonly type: AttributeType; readonly name: string }> {
    return Object.fromEntries([...this.columns].map(([name, { column, type }]) => [column, { type, name }]));
  }

  cells(attributes: Attributes): Record<string, CellValue> {
    const cells: Record<string, CellValue> = {};
    for (const [name, value] of Object.entries(attributes)) {
      const known = this.columns.get(name);
      if (known !== undefined) cells[known.column] = known.type === 'json' ? JSON.stringify(value) : value;
    }
    return cells;
  }

  /** An attribute called like a column with a meaning of its own gets another column. */
  private columnOf(name: string): string {
    const { required, optional } = KNOWN_COLUMNS[this.kind];
    const isTaken = required.includes(name) || optional.includes(name) || WELL_KNOWN_COLUMNS.has(name);
    return isTaken ? `attribute.${name}` : name;
  }

  /** The plainest type that reads the value back; values that a plain cell would change are written as JSON. */
  private typeOf(value: AttributeValue): AttributeType {
    if (typeof value === 'number') return 'number';
    if (typeof value === 'boolean') return 'boolean';
    if (typeof value === 'string') return value === '' ? 'json' : 'text';
    const isPlain = value.every((part) => part !== '' && part === part.trim() && !part.includes(this.listSeparator));
    return isPlain && value.length > 0 && new Set(value).size === value.length ? 'list' : 'json';
  }
}

function columnType(type: AttributeType): ColumnType {
  return type === 'number' || type === 'boolean' || type === 'list' ? type : 'text';
}

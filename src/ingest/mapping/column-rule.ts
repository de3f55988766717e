import { z } from 'zod';

/** How a column's cells become an attribute's values; `json` takes each cell as one JSON value. */
const ATTRIBUTE_TYPES = ['text', 'number', 'boolean', 'date', 'list', 'json'] as const;
export type AttributeType = (typeof ATTRIBUTE_TYPES)[number];

const relationRule = z.strictObject({
  /** The relation from the row's node to what the cell names. */
  relation: z.string(),
  /** Kind of the entities; the relation's own when absent. */
  kind: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'must be lower-case letters, digits and hyphens')
    .optional(),
  /** Whether the cells hold labels of entities or ids of scenes. */
  to: z.enum(['entity', 'scene']).default('entity'),
});

const attributeRule = z.strictObject({
  type: z.enum(ATTRIBUTE_TYPES),
  /** Name of the attribute; made from the column's name when absent. */
  name: z
    .string()
    .regex(/^[a-z][A-Za-z0-9_]*$/, 'must begin with a small letter and hold letters, digits and underscores')
    .optional(),
});

/** What becomes of an extra column of items or users. */
export const columnRule = z.union([z.literal('ignore'), relationRule, attributeRule], {
  error:
    'must be "ignore", {relation: NAME, kind: kind, to: entity|scene} or {type: text|number|boolean|date|list|json, name: attribute}',
});
export type ColumnRule = z.infer<typeof columnRule>;

/** Columns of items with a meaning of their own when isthmus.yaml says nothing else about them. */
export const WELL_KNOWN_COLUMNS: ReadonlyMap<string, ColumnRule> = new Map([
  ['genre', { relation: 'HAS_GENRE', kind: 'genre', to: 'entity' }],
  ['genres', { relation: 'HAS_GENRE', kind: 'genre', to: 'entity' }],
  ['category', { relation: 'HAS_GENRE', kind: 'genre', to: 'entity' }],
  ['developer', { relation: 'MADE_BY', kind: 'brand', to: 'entity' }],
  ['suits', { relation: 'SUITS', to: 'scene' }],
]);

import { z } from 'zod';
import type { NodeType } from '../../../domain/nodes.js';
import type { EntityRecord } from '../../../domain/records.js';
import {
  numberOrNull,
  type StoredProperties,
  textOf,
  textOrNull,
  textsOf,
  type UnknownProperties,
  withoutNulls,
} from '../../../graph/records/stored-properties.js';

const movedEdge = z.object({
  relation: z.string(),
  isForward: z.boolean(),
  otherType: z.enum(['User', 'Item', 'Entity', 'Scene', 'Domain'] satisfies NodeType[]),
  otherId: z.string(),
  weight: z.number(),
  source: z.string(),
  /** Whether the entity that stays has got the edge by the merge, and did not have it before. */
  isNew: z.boolean(),
  /** What an edge that the other one had before said until this one took its place; null where it stayed as it was. */
  replaced: z.object({ weight: z.number(), source: z.string() }).nullable().default(null),
});
/** An edge of an entity that was merged into another. */
export type MovedEdge = z.infer<typeof movedEdge>;

const movedStatement = z.object({
  document: z.string(),
  claim: z.record(z.string(), z.string()),
  properties: z.record(z.string(), z.union([z.string(), z.number()])),
  newClaim: z.string(),
  isNew: z.boolean(),
});
/** What a document stated of an entity that was merged into another. */
export type MovedStatement = z.infer<typeof movedStatement>;

/** One entity taken for another, with everything that is needed to part them again. */
export interface Merge {
  readonly entity: EntityRecord;
  readonly into: string;
  readonly mergedAt: number;
  readonly edges: readonly MovedEdge[];
  readonly statements: readonly MovedStatement[];
}

export function mergeProperties({ entity, into, mergedAt, edges, statements }: Merge): StoredProperties {
  return withoutNulls({
    ...entity,
    into,
    mergedAt,
    edges: edges.map((edge) => JSON.stringify(edge)),
    statements: statements.map((statement) =>
      JSON.stringify({ ...statement, claim: inOrder(statement.claim), properties: inOrder(statement.properties) }),
    ),
  });
}

/** Engines give properties in orders of their own; a merge is the same text on each of them. */
function inOrder<Value>(record: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function mergeFromProperties(properties: UnknownProperties): Merge {
  return {
    entity: {
      id: textOf(properties, 'id'),
      kind: textOf(properties, 'kind'),
      label: textOf(properties, 'label'),
      labelZh: textOrNull(properties, 'labelZh'),
    },
    into: textOf(properties, 'into'),
    mergedAt: numberOrNull(properties, 'mergedAt') ?? 0,
    edges: textsOf(properties, 'edges').map((text) => movedEdge.parse(JSON.parse(text))),
    statements: textsOf(properties, 'statements').map((text) => movedStatement.parse(JSON.parse(text))),
  };
}

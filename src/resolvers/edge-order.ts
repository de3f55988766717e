import { z } from 'zod';
import type { NodeEdge } from '../graph/reads/node-edges.js';

/** What edges of a node are ordered by: weight, relation, and the node at the other end. */
export type EdgeKey = readonly [weight: number, relation: string, type: string, id: string];

/** The form of an edge's key inside a cursor. */
export const edgeKeySchema = z.tuple([z.number(), z.string(), z.string(), z.string()]);

export function edgeKeyOf({ weight, relation, otherType, otherId }: NodeEdge): EdgeKey {
  return [weight, relation, otherType, otherId];
}

/** The heaviest first; among equals an order that does not change between requests. */
export function compareEdgeKeys(a: EdgeKey, b: EdgeKey): number {
  if (a[0] !== b[0]) return b[0] - a[0];
  for (const part of [1, 2, 3] as const) if (a[part] !== b[part]) return a[part] < b[part] ? -1 : 1;
  return 0;
}

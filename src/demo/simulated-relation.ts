import type { NodeRef } from '../domain/nodes.js';
import type { RelationRecord } from '../domain/records.js';

/** Where facts about invented people come from. */
const SIMULATION_SOURCE = 'simulation';

/** A fact about an invented user. */
export function simulatedRelation(userId: string, predicate: string, object: NodeRef, weight: number): RelationRecord {
  return { subject: { type: 'User', id: userId }, predicate, object, weight, source: SIMULATION_SOURCE };
}

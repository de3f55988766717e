import type { NodeType } from '../domain/nodes.js';

/** Two labels that an edge may join, in the direction in which it is stored. */
export type JoinedTypes = readonly [subject: NodeType, object: NodeType];

/** Every pair of labels that a relation of the ontology may join. */
export const RELATION_ENDS: readonly JoinedTypes[] = [
  ['Item', 'Entity'],
  ['Item', 'Item'],
  ['Item', 'Scene'],
  ['Entity', 'Entity'],
  ['Entity', 'Item'],
  ['User', 'Entity'],
  ['User', 'User'],
];

/** The pairs above and those of the two edges outside the ontology, INTERACTED and IN_DOMAIN. */
export const ALL_ENDS: readonly JoinedTypes[] = [...RELATION_ENDS, ['User', 'Item'], ['Item', 'Domain']];

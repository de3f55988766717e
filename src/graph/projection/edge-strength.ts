import { factStrength } from '../../domain/fact-strength.js';
import type { NodeType } from '../../domain/nodes.js';

/**
 * What the projection keeps of an edge's weight: the strength of a fact between items and entities, and the weight
 * itself of what people prefer, who their friends are and which scenes an item suits.
 */
export function edgeStrength(subjectType: NodeType, objectType: NodeType, weight: number): number {
  return subjectType === 'User' || objectType === 'Scene' ? weight : factStrength(weight);
}

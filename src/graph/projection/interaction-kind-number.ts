import { INTERACTION_KINDS } from '../../domain/interaction-kinds.js';

const NUMBERS = new Map(Object.keys(INTERACTION_KINDS).map((kind, number) => [kind, number]));

/** The number of an interaction kind in the order of INTERACTION_KINDS, or -1. */
export function interactionKindNumber(kind: string): number {
  return NUMBERS.get(kind) ?? -1;
}

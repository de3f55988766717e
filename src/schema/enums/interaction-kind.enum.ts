import { INTERACTION_KINDS, type InteractionKind } from '../../domain/interaction-kinds.js';
import { defineEnum } from './define-enum.js';

function describe(kind: InteractionKind): string {
  const effect = kind.isNegative
    ? 'Hides the item and speaks against what it shares with others'
    : `Counts ${kind.strength} of 1 as a sign that the user likes it`;
  return `The user ${kind.verbEn} the item. ${effect}.`;
}

/** The GraphQL enum InteractionKind, one value a kind of the domain. */
export const InteractionKindEnum = defineEnum<string>(
  'InteractionKind',
  'What a user did with an item.',
  Object.fromEntries(Object.entries(INTERACTION_KINDS).map(([name, kind]) => [name, describe(kind)])),
);

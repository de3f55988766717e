import type { Random } from '../domain/random.js';
import type { RelationRecord } from '../domain/records.js';
import type { Catalogue } from './catalogue.js';
import { simulatedRelation } from './simulated-relation.js';
import type { Taste } from './taste.js';

const STATE_SOMETHING = 0.6;
const MOST_STATED = 5;
/** What people name when asked what they like; few would name a decade or a country. */
const NAMED_KINDS = new Set(['genre', 'topic', 'mood', 'universe', 'person']);

/** What some users say outright that they like: the strongest entities of their taste. */
export function preferencesOf(
  userId: string,
  catalogue: Catalogue,
  { weights }: Taste,
  random: Random,
): RelationRecord[] {
  if (random() > STATE_SOMETHING) return [];
  const count = 1 + Math.floor(random() * MOST_STATED);
  const strongest = [...weights.keys()]
    .filter((entity) => weights[entity]! > 0 && NAMED_KINDS.has(kindOf(catalogue.entityIds[entity]!)))
    .sort((a, b) => weights[b]! - weights[a]! || a - b)
    .slice(0, count);
  return strongest.map((entity) =>
    simulatedRelation(
      userId,
      'PREFERS',
      { type: 'Entity', id: catalogue.entityIds[entity]! },
      Math.min(1, Math.round(10 * weights[entity]!) / 10),
    ),
  );
}

function kindOf(entityId: string): string {
  return entityId.slice(0, entityId.indexOf(':'));
}

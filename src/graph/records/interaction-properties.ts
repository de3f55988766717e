import { interactionStrength } from '../../domain/interaction-kinds.js';
import type { AttributeValue, InteractionRecord } from '../../domain/records.js';
import { situationText } from './situation-text.js';
import {
  numberOrNull,
  type StoredProperties,
  textOf,
  textOrNull,
  type UnknownProperties,
} from './stored-properties.js';

/** A facet of the context is a property of its own, so that analysts can compare it in Cypher. */
const FACET_PREFIX = 'context_';

export function interactionProperties(event: InteractionRecord): StoredProperties {
  const properties: Record<string, AttributeValue> = {
    eventId: event.eventId,
    kind: event.kind,
    strength: interactionStrength(event.kind, event.value),
  };
  if (event.value !== null) properties.value = event.value;
  if (event.at !== null) properties.at = event.at;
  if (event.sceneId !== null) properties.sceneId = event.sceneId;
  for (const facet of Object.keys(event.context)) properties[FACET_PREFIX + facet] = event.context[facet];
  // All of them once more: events are read out by the million, and reading each one's names would double the time.
  const situation = situationText(event.context);
  if (situation !== null) properties.situation = situation;
  return properties;
}

export function interactionFromProperties(
  userId: string,
  itemId: string,
  properties: UnknownProperties,
): InteractionRecord {
  const context: Record<string, string> = {};
  for (const name of Object.keys(properties)) {
    if (name.startsWith(FACET_PREFIX)) context[name.slice(FACET_PREFIX.length)] = textOf(properties, name);
  }
  return {
    eventId: textOf(properties, 'eventId'),
    userId,
    itemId,
    kind: textOf(properties, 'kind'),
    value: numberOrNull(properties, 'value'),
    at: numberOrNull(properties, 'at'),
    sceneId: textOrNull(properties, 'sceneId'),
    context,
  };
}

/** Everything that an event says, as one text: two deliveries of one event are equal exactly when these are. */
export function interactionContent(event: InteractionRecord): string {
  const facets = Object.entries(event.context).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([event.itemId, event.kind, event.value, event.at, event.sceneId, facets]);
}

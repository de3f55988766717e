import type { NodeRef } from '../../src/domain/nodes.js';
import type {
  EntityRecord,
  InteractionRecord,
  ItemRecord,
  RelationRecord,
  SceneRecord,
} from '../../src/domain/records.js';

/** An item with nothing optional, for tests that care about one or two fields. */
export function item(id: string, fields: Partial<ItemRecord> = {}): ItemRecord {
  return {
    id,
    domain: 'film',
    title: `Title of ${id}`,
    titleZh: null,
    description: null,
    descriptionZh: null,
    year: null,
    isAvailable: true,
    addedAt: null,
    attributes: {},
    ...fields,
  };
}

/** A like of item i1 by user u1. */
export function event(fields: Partial<InteractionRecord> = {}): InteractionRecord {
  return {
    eventId: 'event-1',
    userId: 'u1',
    itemId: 'i1',
    kind: 'like',
    value: null,
    at: 1_700_000_000_000,
    sceneId: null,
    context: {},
    ...fields,
  };
}

export function entity(id: string, fields: Partial<EntityRecord> = {}): EntityRecord {
  return { id, kind: 'topic', label: `Label of ${id}`, labelZh: null, ...fields };
}

export function scene(id: string, fields: Partial<SceneRecord> = {}): SceneRecord {
  return {
    id,
    label: `Label of ${id}`,
    labelZh: `场景 ${id}`,
    description: '',
    timesOfDay: ['morning'],
    weekdays: [],
    devices: ['phone'],
    places: [],
    phrases: [],
    ...fields,
  };
}

/** A relation from the catalogue. */
export function link(subject: NodeRef, predicate: string, object: NodeRef, weight = 1): RelationRecord {
  return { subject, predicate, object, weight, source: 'catalogue' };
}

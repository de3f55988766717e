import type {
  Attributes,
  DomainRecord,
  EntityRecord,
  ItemRecord,
  SceneRecord,
  UserRecord,
} from '../../domain/records.js';
import {
  attributesOf,
  numberOrNull,
  type StoredProperties,
  textOf,
  textOrNull,
  textsOf,
  type UnknownProperties,
  withoutNulls,
} from './stored-properties.js';

/** Names that an item's attributes cannot take, because the node uses them itself. */
export const ITEM_PROPERTY_NAMES: ReadonlySet<string> = new Set([
  'id',
  'domain',
  'title',
  'titleZh',
  'description',
  'descriptionZh',
  'year',
  'isAvailable',
  'addedAt',
]);
/** Names that a user's attributes cannot take. */
export const USER_PROPERTY_NAMES: ReadonlySet<string> = new Set(['id']);

const ATTRIBUTE_NAME = /^[a-z][A-Za-z0-9_]{0,63}$/;

/** Why the attributes cannot be stored, or null when they can. */
export function attributeProblem(attributes: Attributes, reserved: ReadonlySet<string>): string | null {
  for (const [name, value] of Object.entries(attributes)) {
    if (!ATTRIBUTE_NAME.test(name)) {
      return `the attribute name "${name.slice(0, 64)}" does not start with a small letter or holds other signs than letters, digits and underscores`;
    }
    if (reserved.has(name)) return `the attribute name "${name}" is reserved`;
    if (typeof value === 'number' && !Number.isFinite(value)) return `the attribute "${name}" is not a finite number`;
  }
  return null;
}

export function itemProperties(item: ItemRecord): StoredProperties {
  const { id, title, titleZh, description, descriptionZh, year, isAvailable, addedAt } = item;
  return withoutNulls({
    ...item.attributes,
    id,
    title,
    titleZh,
    description,
    descriptionZh,
    year,
    isAvailable,
    addedAt,
  });
}

export function itemFromProperties(properties: UnknownProperties, domain: string): ItemRecord {
  return {
    id: textOf(properties, 'id'),
    domain,
    title: textOf(properties, 'title'),
    titleZh: textOrNull(properties, 'titleZh'),
    description: textOrNull(properties, 'description'),
    descriptionZh: textOrNull(properties, 'descriptionZh'),
    year: numberOrNull(properties, 'year'),
    isAvailable: properties.isAvailable !== false,
    addedAt: numberOrNull(properties, 'addedAt'),
    attributes: attributesOf(properties, ITEM_PROPERTY_NAMES),
  };
}

export function userProperties(user: UserRecord): StoredProperties {
  return { ...user.attributes, id: user.id };
}

export function userFromProperties(properties: UnknownProperties): UserRecord {
  return { id: textOf(properties, 'id'), attributes: attributesOf(properties, USER_PROPERTY_NAMES) };
}

export function entityProperties({ id, kind, label, labelZh }: EntityRecord): StoredProperties {
  return withoutNulls({ id, kind, label, labelZh });
}

export function entityFromProperties(properties: UnknownProperties): EntityRecord {
  return {
    id: textOf(properties, 'id'),
    kind: textOf(properties, 'kind'),
    label: textOf(properties, 'label'),
    labelZh: textOrNull(properties, 'labelZh'),
  };
}

export function domainProperties({ id, label, labelZh }: DomainRecord): StoredProperties {
  return { id, label, labelZh };
}

export function domainFromProperties(properties: UnknownProperties): DomainRecord {
  return { id: textOf(properties, 'id'), label: textOf(properties, 'label'), labelZh: textOf(properties, 'labelZh') };
}

export function sceneProperties(scene: SceneRecord): StoredProperties {
  const { id, label, labelZh, description, timesOfDay, weekdays, devices, places, phrases } = scene;
  return { id, label, labelZh, description, timesOfDay, weekdays, devices, places, phrases };
}

export function sceneFromProperties(properties: UnknownProperties): SceneRecord {
  return {
    id: textOf(properties, 'id'),
    label: textOf(properties, 'label'),
    labelZh: textOf(properties, 'labelZh'),
    description: textOf(properties, 'description'),
    timesOfDay: textsOf(properties, 'timesOfDay'),
    weekdays: textsOf(properties, 'weekdays'),
    devices: textsOf(properties, 'devices'),
    places: textsOf(properties, 'places'),
    phrases: textsOf(properties, 'phrases'),
  };
}

import type { Attributes, AttributeValue } from '../../domain/records.js';

/** The properties of a node or edge as the store holds them. */
export type StoredProperties = Readonly<Record<string, AttributeValue>>;

/** What may come out of the store before it is looked at. */
export type UnknownProperties = Readonly<Record<string, unknown>>;

export function textOf(properties: UnknownProperties, name: string): string {
  const value = properties[name];
  return typeof value === 'string' ? value : '';
}

export function textOrNull(properties: UnknownProperties, name: string): string | null {
  const value = properties[name];
  return typeof value === 'string' ? value : null;
}

export function numberOrNull(properties: UnknownProperties, name: string): number | null {
  const value = properties[name];
  return typeof value === 'number' ? value : null;
}

export function textsOf(properties: UnknownProperties, name: string): readonly string[] {
  const value = properties[name];
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

/** The properties that are not in `reserved`, as the attributes of a record. */
export function attributesOf(properties: UnknownProperties, reserved: ReadonlySet<string>): Attributes {
  const attributes: Record<string, AttributeValue> = {};
  for (const [name, value] of Object.entries(properties)) {
    if (reserved.has(name)) continue;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') attributes[name] = value;
    else if (Array.isArray(value)) attributes[name] = textsOf(properties, name);
  }
  return attributes;
}

/** Leaves out nulls: an optional property is absent rather than null. */
export function withoutNulls(properties: Readonly<Record<string, AttributeValue | null>>): StoredProperties {
  const kept: Record<string, AttributeValue> = {};
  for (const [name, value] of Object.entries(properties)) if (value !== null) kept[name] = value;
  return kept;
}

/** Whether two sets of properties say the same. */
export function sameProperties(a: UnknownProperties, b: UnknownProperties): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => sameValue(a[name], b[name]));
}

function sameValue(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((entry, k) => entry === b[k]);
  return a === b;
}

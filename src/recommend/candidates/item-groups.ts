import type { AttributeValue } from '../../domain/records.js';
import type { Projection } from '../../graph/projection/projection.js';
import type { ItemFilter } from '../recommendation.js';

/** Domains beyond this many share the last group. */
const MOST_GROUPS = 12;
/** The group of an item that may not appear. */
const LEFT_OUT = -1;

/** Which items may appear, and which of them compete for the same places: those of one domain. */
export interface ItemGroups {
  /** By item number: the group, or -1 for an item that may not appear. */
  readonly groups: Int8Array;
  readonly groupCount: number;
}

/** A filter whose ids have been looked up. */
export interface ResolvedFilter {
  /** Domain numbers; empty allows all. */
  readonly domains: readonly number[];
  /** Entity numbers. */
  readonly entities: readonly number[];
  readonly yearFrom: number | null;
  readonly yearTo: number | null;
  readonly attributes: ItemFilter['attributes'];
  readonly onlyAvailable: boolean;
}

export const OPEN_FILTER: ResolvedFilter = {
  domains: [],
  entities: [],
  yearFrom: null,
  yearTo: null,
  attributes: [],
  onlyAvailable: false,
};

/** Groups items as `groupItems` does, and remembers the last grouping until the projection or the filter changes. */
export class ItemGrouper {
  private known: { readonly version: number; readonly filter: string; readonly itemGroups: ItemGroups } | null = null;

  constructor(private readonly projection: Projection) {}

  /** A grouping of the caller's own, to leave items out of. */
  group(filter: ResolvedFilter): ItemGroups {
    const { version, items } = this.projection;
    const key = JSON.stringify(filter);
    const isKnown = this.known?.version === version && this.known.filter === key;
    if (!isKnown || this.known?.itemGroups.groups.length !== items.size) {
      this.known = { version, filter: key, itemGroups: groupItems(this.projection, filter) };
    }
    const { groups, groupCount } = this.known.itemGroups;
    return { groups: groups.slice(), groupCount };
  }
}

/** Sorts all items into groups by a filter. */
export function groupItems(projection: Projection, filter: ResolvedFilter): ItemGroups {
  const groups = new Int8Array(projection.items.size).fill(LEFT_OUT);
  const groupOf = groupsOfDomains(projection, filter);
  const matches = filter.entities.length > 0 ? entityMatches(projection, filter.entities) : null;
  const isPlain = filter.yearFrom === null && filter.yearTo === null && filter.attributes.length === 0;
  for (let item = 0; item < groups.length; item++) {
    const facts = projection.itemFacts[item];
    if (facts === undefined) continue;
    const group = facts.domain < 0 ? (filter.domains.length === 0 ? 0 : LEFT_OUT) : groupOf[facts.domain];
    if (group === LEFT_OUT) continue;
    if (matches !== null && matches[item] < filter.entities.length) continue;
    if (filter.onlyAvailable && !facts.isAvailable) continue;
    if (!isPlain && !hasAttributes(facts, filter)) continue;
    groups[item] = group;
  }
  const used = groupOf.reduce((most, group) => Math.max(most, group), 0);
  return { groups, groupCount: used + 1 };
}

/** Leaves items out of a grouping. */
export function leaveOut({ groups }: ItemGroups, items: Iterable<number>): void {
  for (const item of items) if (item >= 0 && item < groups.length) groups[item] = LEFT_OUT;
}

function groupsOfDomains(projection: Projection, filter: ResolvedFilter): Int8Array {
  const groupOf = new Int8Array(projection.domains.size).fill(LEFT_OUT);
  const wanted = filter.domains.length > 0 ? [...new Set(filter.domains)] : [...groupOf.keys()];
  wanted.forEach((domain, n) => {
    groupOf[domain] = Math.min(n, MOST_GROUPS - 1);
  });
  return groupOf;
}

/** How many of the entities each item has a relation to, in either direction. */
function entityMatches(projection: Projection, entities: readonly number[]): Uint8Array {
  const matches = new Uint8Array(projection.items.size);
  const found = new Set<number>();
  for (const entity of entities) {
    found.clear();
    for (const layer of projection.layers.values()) {
      const rows =
        layer.subjectType === 'Item' && layer.objectType === 'Entity'
          ? layer.backward
          : layer.subjectType === 'Entity' && layer.objectType === 'Item'
            ? layer.forward
            : null;
      if (rows === null || entity >= rows.rowCount) continue;
      for (let k = rows.starts[entity]; k < rows.ends[entity]; k++) found.add(rows.targets[k]);
    }
    for (const item of found) matches[item]++;
  }
  return matches;
}

function hasAttributes(
  facts: { readonly year: number | null; readonly attributes: Readonly<Record<string, AttributeValue>> },
  filter: ResolvedFilter,
): boolean {
  if (filter.yearFrom !== null && (facts.year === null || facts.year < filter.yearFrom)) return false;
  if (filter.yearTo !== null && (facts.year === null || facts.year > filter.yearTo)) return false;
  return filter.attributes.every(({ name, values }) => {
    const value = Object.hasOwn(facts.attributes, name) ? facts.attributes[name] : undefined;
    if (value === undefined) return false;
    const own = Array.isArray(value) ? value : [String(value)];
    return values.some((wanted) => own.includes(wanted));
  });
}

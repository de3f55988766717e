import type { ItemRecord, RelationRecord, SceneRecord } from '../domain/records.js';
import { type EntityVector, entityVectors } from './entity-vectors.js';

/** A work as a simulated user sees it. */
export interface CatalogueWork {
  readonly id: string;
  readonly domain: string;
  readonly vector: EntityVector;
  readonly sceneIds: ReadonlySet<string>;
  /** Indices of the works that it adapts, continues, accompanies or discusses, and of those that do so with it. */
  readonly linked: readonly number[];
  /** 0 or more: prizes, adaptations and a Chinese edition are what the catalogue knows of fame. */
  readonly fame: number;
}

/** What the simulation knows of the demo catalogue. Works and domains are in the order of their ids. */
export interface Catalogue {
  readonly works: readonly CatalogueWork[];
  readonly domains: readonly string[];
  /** The works of each domain by their index. */
  readonly indicesByDomain: readonly (readonly number[])[];
  readonly scenes: readonly SceneRecord[];
  readonly entityIds: readonly string[];
}

/** Builds the catalogue from ingested records; the order of the records makes no difference. */
export function catalogueOf(
  items: Iterable<ItemRecord>,
  relations: Iterable<RelationRecord>,
  scenes: Iterable<SceneRecord>,
): Catalogue {
  const ordered = [...items].sort(byId);
  const indexOf = new Map(ordered.map((item, index) => [item.id, index]));
  const facts = [...relations].flatMap((relation) => {
    const index = relation.subject.type === 'Item' ? indexOf.get(relation.subject.id) : undefined;
    return index === undefined ? [] : [{ index, predicate: relation.predicate, object: relation.object }];
  });
  const prizes = new Int32Array(ordered.length);
  const sceneIds = ordered.map(() => new Set<string>());
  const linked = ordered.map(() => new Set<number>());
  for (const { index, predicate, object } of facts) {
    if (predicate === 'SUITS') sceneIds[index]!.add(object.id);
    if (predicate === 'WON_AWARD') prizes[index]! += 1;
    const other = object.type === 'Item' ? indexOf.get(object.id) : undefined;
    if (other === undefined) continue;
    linked[index]!.add(other);
    linked[other]!.add(index);
  }
  const { entityIds, vectors } = entityVectors(
    ordered.length,
    facts.flatMap(({ index, predicate, object }) =>
      object.type === 'Entity' ? [{ index, predicate, entityId: object.id }] : [],
    ),
  );
  const domains = [...new Set(ordered.map((item) => item.domain))].sort();
  return {
    works: ordered.map(({ id, domain, titleZh }, index) => ({
      id,
      domain,
      vector: vectors[index]!,
      sceneIds: sceneIds[index]!,
      linked: [...linked[index]!].sort((a, b) => a - b),
      fame: (titleZh === null ? 0 : 1) + Math.min(2, prizes[index]!) / 2 + Math.min(4, linked[index]!.size) / 4,
    })),
    domains,
    indicesByDomain: domains.map((domain) => [...ordered.keys()].filter((index) => ordered[index]!.domain === domain)),
    scenes: [...scenes].sort(byId),
    entityIds,
  };
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

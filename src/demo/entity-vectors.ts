/** That a work, given by its index, is joined with an entity by a relation. */
interface EntityFact {
  readonly index: number;
  readonly predicate: string;
  readonly entityId: string;
}

/** What a work is made of: entities by their index, in order, and how much of each there is. */
export interface EntityVector {
  readonly entities: Int32Array;
  /** Their squares add up to 1. */
  readonly weights: Float64Array;
}

/** How much a relation says about whether somebody will like a work; relations that are not listed say nothing. */
const RELATION_WEIGHTS: ReadonlyMap<string, number> = new Map([
  ['PART_OF_UNIVERSE', 1.5],
  ['ABOUT', 1.2],
  ['HAS_GENRE', 1],
  ['DIRECTED_BY', 1],
  ['WRITTEN_BY', 1],
  ['PERFORMED_BY', 1],
  ['DEVELOPED_BY', 1],
  ['DESIGNED_BY', 1],
  ['HOSTED_BY', 1],
  ['HAS_MOOD', 0.8],
  ['COMPOSED_BY', 0.7],
  ['STARRING', 0.5],
  ['SET_IN', 0.4],
  ['FROM_ERA', 0.3],
  ['FROM_COUNTRY', 0.3],
]);

/**
 * The works as vectors over their entities: weight of the relation × inverse document frequency, so that the rare
 * things about a work count more, brought to length 1. Entities are in the order of their ids.
 */
export function entityVectors(
  workCount: number,
  facts: readonly EntityFact[],
): { readonly entityIds: readonly string[]; readonly vectors: readonly EntityVector[] } {
  const known = facts.filter(({ predicate }) => RELATION_WEIGHTS.has(predicate));
  const entityIds = [...new Set(known.map(({ entityId }) => entityId))].sort();
  const numberOf = new Map(entityIds.map((id, index) => [id, index]));
  const raw = Array.from({ length: workCount }, () => new Map<number, number>());
  for (const { index, predicate, entityId } of known) {
    const entity = numberOf.get(entityId)!;
    const weight = RELATION_WEIGHTS.get(predicate)!;
    raw[index]!.set(entity, Math.max(weight, raw[index]!.get(entity) ?? 0));
  }
  const workCounts = new Float64Array(entityIds.length);
  for (const weights of raw) for (const entity of weights.keys()) workCounts[entity]! += 1;
  const vectors = raw.map((weights) => {
    const entries = [...weights]
      .map(([entity, weight]) => [entity, weight * Math.log(1 + workCount / workCounts[entity]!)] as const)
      .sort(([a], [b]) => a - b);
    const length = Math.hypot(...entries.map(([, weight]) => weight));
    return {
      entities: Int32Array.from(entries, ([entity]) => entity),
      weights: Float64Array.from(entries, ([, weight]) => weight / length),
    };
  });
  return { entityIds, vectors };
}

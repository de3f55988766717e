import type { Language } from '../../domain/nodes.js';
import type { Ontology } from '../../domain/ontology.js';
import type { Projection } from '../../graph/projection/projection.js';
import { RequestResolver } from '../request-resolver.js';
import { forgottenEntities } from './forgotten-entities.js';
import { type TasteEvidence, tasteEvidence } from './taste-evidence.js';
import { tasteWords } from './taste-words.js';

/** Whose profile is wanted, and which part of it. */
export interface ProfileRequest {
  readonly userId: string;
  /** Only what shows in this domain; null for all. */
  readonly domainId: string | null;
  /** Only what shows in this scene; null for all. */
  readonly sceneId: string | null;
  readonly language: Language;
  /** How many statements at most. */
  readonly limit: number;
}

/** One thing that the platform believes about a user's taste. */
export interface TasteStatement {
  /** What the user likes; a user has at most one statement about it. */
  readonly entityId: string;
  /** Whether the user said so, or what they did says so. */
  readonly source: 'stated' | 'inferred';
  /** In [0, 1]. */
  readonly strength: number;
  readonly text: string;
  /** Liked items behind it, the newest first, at most 10. */
  readonly itemIds: readonly string[];
  /** Where those items belong, and in which scenes they were taken, the most frequent first. */
  readonly domainIds: readonly string[];
  readonly sceneIds: readonly string[];
}

/** What the platform believes about a user. */
export interface TasteProfile {
  /** The strongest first. */
  readonly statements: readonly TasteStatement[];
  /** Ids of the entities that the user wants to count for nothing. */
  readonly forgottenEntityIds: readonly string[];
}

/** So many items show what is meant. */
const MOST_EVIDENCE = 10;

/** What the platform believes about the tastes of a user: what they said, and what their liked items have in common. */
export function tasteProfile(projection: Projection, ontology: Ontology, request: ProfileRequest): TasteProfile {
  const { users, domains, scenes, entities } = projection;
  const resolver = new RequestResolver(projection);
  const user = users.indexOf(request.userId);
  const domain = request.domainId === null ? -1 : resolver.node('Domain', request.domainId);
  const scene = request.sceneId === null ? -1 : resolver.node('Scene', request.sceneId);
  const evidence = tasteEvidence(projection, user, { domain, scene });
  const stated = statedPreferences(projection, user);
  const forgotten = forgottenEntities(projection, user);
  const isWhole = domain < 0 && scene < 0;
  // What somebody said holds everywhere; in a part of the profile it stands only if it shows there.
  const believed = new Set([...(isWhole ? stated.keys() : []), ...evidence.keys()]);
  const statements = [...believed]
    .filter((entity) => !forgotten.has(entity))
    .map((entity) => {
      const seen = evidence.get(entity) ?? null;
      const liking = stated.get(entity) ?? null;
      return { entity, seen, liking, strength: Math.min(1, Math.max(liking ?? 0, seen?.strength ?? 0)) };
    })
    .sort(
      (a, b) => Number(b.liking !== null) - Number(a.liking !== null) || b.strength - a.strength || a.entity - b.entity,
    )
    .slice(0, request.limit)
    .map(({ entity, seen, liking, strength }): TasteStatement => {
      const domainNumbers = mostFrequent(seen, ({ item }) => projection.itemFacts[item].domain);
      const sceneNumbers = mostFrequent(seen, (liked) => liked.scene);
      return {
        entityId: entities.idOf(entity),
        source: liking === null ? 'inferred' : 'stated',
        strength,
        text: tasteWords(projection, ontology, request.language, {
          entity,
          relation: liking === null ? (seen?.relation ?? null) : null,
          domains: domainNumbers,
          scenes: sceneNumbers.filter((scene) => isUsual(scene, seen)),
        }),
        itemIds: (seen?.liked ?? []).slice(0, MOST_EVIDENCE).map(({ item }) => projection.items.idOf(item)),
        domainIds: domainNumbers.map((number) => domains.idOf(number)),
        sceneIds: sceneNumbers.map((number) => scenes.idOf(number)),
      };
    });
  return { statements, forgottenEntityIds: [...forgotten].map((entity) => entities.idOf(entity)) };
}

/** The weights of what a user said to like, by entity number. */
function statedPreferences(projection: Projection, user: number): Map<number, number> {
  const prefers = projection.layer('User', 'PREFERS', 'Entity')?.forward;
  const stated = new Map<number, number>();
  if (prefers === undefined || user < 0 || user >= prefers.rowCount) return stated;
  for (let k = prefers.starts[user]; k < prefers.ends[user]; k++) {
    if (prefers.weights[k] > 0) stated.set(prefers.targets[k], prefers.weights[k]);
  }
  return stated;
}

/** A scene of fewer than half of the items would be no more than an anecdote in a sentence. */
function isUsual(scene: number, evidence: TasteEvidence | null): boolean {
  const liked = evidence?.liked ?? [];
  return 2 * liked.filter((one) => one.scene === scene).length >= liked.length;
}

function mostFrequent(
  evidence: TasteEvidence | null,
  numberOf: (liked: TasteEvidence['liked'][number]) => number,
): number[] {
  const counts = new Map<number, number>();
  for (const liked of evidence?.liked ?? []) {
    const number = numberOf(liked);
    if (number >= 0) counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  return [...counts].sort(([a, n], [b, m]) => m - n || a - b).map(([number]) => number);
}

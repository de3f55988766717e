import { seededRandom, shuffle } from '../../../domain/random.js';
import type { EntityRecord } from '../../../domain/records.js';
import type { GraphReader } from '../../../graph/graph-reader.js';
import type { CallOptions } from '../../../graph/knowledge-graph.js';
import { ContextNearness, type EncodeTexts } from './context-nearness.js';
import { type EntityContext, entityContexts } from './entity-contexts.js';
import type { NameMatch } from './name-match.js';
import { type NamePair, namePairs } from './name-pairs.js';

/** Two entities that are probably one; the second has the fuller name, or else the smaller id. */
export interface LikelyDuplicate extends NamePair {
  /** How much nearer what is known of them is than of any two, in standard deviations; null when too little is. */
  readonly nearness: number | null;
  /** Whether nobody needs to look at it before they are merged. */
  readonly isSure: boolean;
}

/**
 * What is known of two entities is so near only when they are one. Chosen on pairs that people have labelled
 * (test/ingest/knowledge/resolution/labelled-pairs.jsonl), for the catalogue's own encoder and for MiniLM.
 */
const NEAR_ENOUGH = 3;
/** A novel and its film have one name and one story. */
const NEVER_SURE_KINDS: ReadonlySet<string> = new Set(['work', 'award']);
/** A name that leaves something out may be several people's. */
const PARTIAL: ReadonlySet<NameMatch> = new Set(['shortened', 'surname', 'initials']);
/** So many other entities show what is near in this graph. */
const BACKGROUND_ENTITIES = 1_000;

/** Finds the entities of a graph that are probably one, by their names and by what they are joined with. */
export async function likelyDuplicates(
  entities: readonly EntityRecord[],
  { reader, encode }: { readonly reader: GraphReader; readonly encode: EncodeTexts },
  options?: CallOptions,
): Promise<LikelyDuplicate[]> {
  const pairs = namePairs(entities);
  if (pairs.length === 0) return [];
  const ids = new Set(pairs.flatMap(({ from, into }) => [from.id, into.id]));
  for (const id of someOthers(entities, ids)) ids.add(id);
  const contexts = await entityContexts(reader, [...ids], options);
  const texts = new Map(Array.from(contexts, ([id, { text }]) => [id, text]));
  const nearness = await ContextNearness.of(texts, encode, options?.signal);
  return judgedPairs(pairs, contexts, nearness);
}

/** Which of the pairs are surely one. */
export function judgedPairs(
  pairs: readonly NamePair[],
  contexts: ReadonlyMap<string, EntityContext>,
  nearness: ContextNearness,
): LikelyDuplicate[] {
  const others = new Map<string, number>();
  for (const { from, match } of pairs) if (PARTIAL.has(match)) others.set(from.id, (others.get(from.id) ?? 0) + 1);
  return pairs.map((pair) => {
    const { from, into, match } = pair;
    const near = nearness.between(from.id, into.id);
    const isAmbiguous = PARTIAL.has(match) && (others.get(from.id) ?? 0) > 1;
    const isSure =
      near !== null &&
      near >= NEAR_ENOUGH &&
      !isAmbiguous &&
      !NEVER_SURE_KINDS.has(from.kind) &&
      !areListedApart(pair, contexts);
    return { ...pair, nearness: near, isSure };
  });
}

/**
 * Whoever lists two names beside each other means two: a cast names nobody twice. Only where they differ in nothing but
 * signs, a list has taken in one name in two forms.
 */
function areListedApart({ from, into, match }: NamePair, contexts: ReadonlyMap<string, EntityContext>): boolean {
  if (match === 'same' && from.label !== into.label) return false;
  const [a, b] = [contexts.get(from.id), contexts.get(into.id)];
  return a !== undefined && b !== undefined && [...a.listed].some((mark) => b.listed.has(mark));
}

function someOthers(entities: readonly EntityRecord[], taken: ReadonlySet<string>): string[] {
  const others = entities.flatMap(({ id }) => (taken.has(id) ? [] : [id]));
  shuffle(others, seededRandom(1));
  return others.slice(0, BACKGROUND_ENTITIES);
}

import type { Situation } from '../domain/situation.js';
import type { ItemFilter, RecommendationRequest, SceneChoice, Subject } from '../recommend/recommendation.js';
import { plainId } from '../schema/global-id.js';
import { checkedPageSize } from '../schema/page-size.js';
import type { PageArgs } from '../schema/pages/page.args.js';
import type { AttributeFilterInput } from '../schema/recommendations/attribute-filter.input.js';
import type { ItemFilterInput } from '../schema/recommendations/item-filter.input.js';
import type { RecommendationsInput } from '../schema/recommendations/recommendations.input.js';
import type { SituationInput } from '../schema/recommendations/situation.input.js';
import { checkedList, checkedRange, checkedText, invalidArgument } from './argument-checks.js';
import { checkedFacets } from './checked-facets.js';
import { checkedObjectives } from './checked-objectives.js';

const MAX_LIKED_ITEMS = 100;
const MAX_EXCLUDED_ITEMS = 1_000;
const MAX_DOMAINS = 50;
const MAX_FILTER_ENTITIES = 20;
const MAX_FILTER_ATTRIBUTES = 10;
const MAX_FILTER_VALUES = 50;
const MAX_SITUATION_CHARACTERS = 200;
const MAX_RECENT_ACTIONS = 10;
const LOCAL_TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Checks what a client asks for and puts it into the recommender's words; throws INVALID_ARGUMENT. */
export function recommendationRequest(
  input: RecommendationsInput,
  { first, after }: PageArgs,
  pathsPerItem: number,
): RecommendationRequest {
  const excluded = checkedList(input.excludeItemIds, MAX_EXCLUDED_ITEMS, 'excludeItemIds');
  return {
    subject: subjectOf(input),
    scene: sceneChoice(input.sceneId, input.situation),
    filter: filterOf(domainIds(input.domains), input.filters ?? null),
    excludeItemIds: excluded.map((id) => plainId('Item', id, 'excludeItemIds')),
    includeSeen: input.includeSeen,
    diversity: checkedRange(input.diversity, 0, 1, 'diversity'),
    objectives: checkedObjectives(input.objectives),
    limit: checkedPageSize(first),
    after: after ?? null,
    language: input.language,
    pathsPerItem,
  };
}

function subjectOf({ userId, likedItemIds }: RecommendationsInput): Subject {
  const hasUser = userId !== null && userId !== undefined;
  const hasItems = likedItemIds !== null && likedItemIds !== undefined;
  if (hasUser && hasItems) {
    throw invalidArgument(
      'Give either `userId` or `likedItemIds`, not both: liked items stand for a visitor without an id.',
    );
  }
  if (hasUser) return { type: 'user', userId: plainId('User', userId, 'userId') };
  if (!hasItems) {
    throw invalidArgument('Say whom the recommendations are for: give `userId`, or `likedItemIds` for a visitor.');
  }
  const items = checkedList(likedItemIds, MAX_LIKED_ITEMS, 'likedItemIds');
  return { type: 'visitor', likedItemIds: items.map((id) => plainId('Item', id, 'likedItemIds')) };
}

/** The plain ids of the domains that a list is narrowed to. */
export function domainIds(domains: readonly string[] | null | undefined): string[] {
  return checkedList(domains, MAX_DOMAINS, 'domains').map((id) => plainId('Domain', id, 'domains'));
}

/** The scene that the client names or describes. */
export function sceneChoice(sceneId: string | null | undefined, situation?: SituationInput | null): SceneChoice {
  const hasScene = sceneId !== null && sceneId !== undefined;
  const hasSituation = situation !== null && situation !== undefined;
  if (hasScene && hasSituation && (situation.context ?? []).length === 0) {
    throw invalidArgument(
      'Give either `sceneId` or `situation`, not both: a situation is what the scene is recognised from. Only a situation with `context` may stand beside a scene.',
    );
  }
  if (hasScene) {
    const scene = { type: 'scene', sceneId: plainId('Scene', sceneId, 'sceneId') } as const;
    return hasSituation ? { ...scene, situation: situationOf(situation) } : scene;
  }
  return hasSituation ? { type: 'situation', situation: situationOf(situation) } : { type: 'none' };
}

/** A situation whose parts are checked; throws INVALID_ARGUMENT. */
export function situationOf(input: SituationInput): Situation {
  const situation: Situation = {
    localTime: checkedText(input.localTime, MAX_SITUATION_CHARACTERS, 'situation.localTime'),
    weekday: input.weekday ?? null,
    device: checkedText(input.device, MAX_SITUATION_CHARACTERS, 'situation.device'),
    place: checkedText(input.place, MAX_SITUATION_CHARACTERS, 'situation.place'),
    activity: checkedText(input.activity, MAX_SITUATION_CHARACTERS, 'situation.activity'),
    recentActions: checkedList(input.recentActions, MAX_RECENT_ACTIONS, 'situation.recentActions').flatMap(
      (action) => checkedText(action, MAX_SITUATION_CHARACTERS, 'situation.recentActions') ?? [],
    ),
    context: checkedFacets(input.context, 'situation.context'),
  };
  if (situation.localTime !== null && !LOCAL_TIME.test(situation.localTime)) {
    throw invalidArgument(
      `\`situation.localTime\` must be a time of day such as "08:30", but is "${situation.localTime}".`,
    );
  }
  const { recentActions, context = {}, ...parts } = situation;
  const isSilent = recentActions.length === 0 && Object.keys(context).length === 0;
  if (isSilent && Object.values(parts).every((part) => part === null)) {
    throw invalidArgument('`situation` says nothing: give at least one part of it, or leave it out.');
  }
  return situation;
}

function filterOf(domains: readonly string[], filters: ItemFilterInput | null): ItemFilter {
  const yearFrom = filters?.yearFrom ?? null;
  const yearTo = filters?.yearTo ?? null;
  if (yearFrom !== null && yearTo !== null && yearFrom > yearTo) {
    throw invalidArgument(`\`filters.yearFrom\` (${yearFrom}) is after \`filters.yearTo\` (${yearTo}).`);
  }
  const entityIds = checkedList(filters?.entityIds, MAX_FILTER_ENTITIES, 'filters.entityIds');
  const attributes = checkedList(filters?.attributes, MAX_FILTER_ATTRIBUTES, 'filters.attributes');
  return {
    domains,
    entityIds: entityIds.map((id) => plainId('Entity', id, 'filters.entityIds')),
    yearFrom,
    yearTo,
    attributes: attributes.map(attributeCondition),
    onlyAvailable: filters?.onlyAvailable ?? false,
  };
}

function attributeCondition({ name, values }: AttributeFilterInput): { name: string; values: readonly string[] } {
  if (values.length === 0) throw invalidArgument(`\`filters.attributes\` names no value for "${name.slice(0, 64)}".`);
  return { name, values: checkedList(values, MAX_FILTER_VALUES, 'filters.attributes.values') };
}

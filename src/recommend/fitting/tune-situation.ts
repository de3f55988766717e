import { seededRandom, shuffle } from '../../domain/random.js';
import type { Projection } from '../../graph/projection/projection.js';
import { ActivityIndex } from '../candidates/activity-index.js';
import { addOdds } from '../candidates/situation-signals.js';
import { DEFAULT_SITUATION, type SituationSettings } from '../situation-settings.js';
import { coordinateSearch, type SearchSpace } from './coordinate-search.js';
import type { HeldOutEvents } from './hold-out.js';
import { type HeldOutEvent, MatchedHistories } from './matched-histories.js';

/** Facets that events name seldom are not looked at: one bit of a number tells of each. */
const MOST_FACETS = 24;
/** The scene and what is all the same are searched like facets under these names, which no facet can have. */
const SCENE = '.scene';
const SAME = '.same';
const OWN_EVENTS = 3_000;
const PEOPLE_EVENTS = 500;
/** What people take in a situation is judged among so many of the most popular items. */
const COMPARED_ITEMS = 1_000;
/** The most that one facet takes off the logarithm of an own event's weight. */
const LARGEST_OWN = 6;
const LARGEST_PEOPLE = 2;
const SAME_RANGE = { from: -2, to: 8 };
const FIRST_OWN = 0.5;
const FIRST_PEOPLE = 0.3;
/** Below this a facet is as good as none, and a request that knows no other knows nothing. */
const LEAST_WEIGHT = 0.02;

/**
 * Learns from held-out events how much it counts that situations agree in a facet: θ such that a user's own events,
 * weighed by it, make the held-out ones likeliest; and φ the same for what everybody takes. The likelihood tells
 * settings apart with far fewer events than a list of the best items would.
 */
export function tuneSituation(
  training: Projection,
  heldOut: HeldOutEvents,
  { trials, seed }: { readonly trials: number; readonly seed: number },
): SituationSettings {
  const events = listed(heldOut);
  shuffle(events, seededRandom(seed));
  const facets = commonFacets(training);
  const hasScenes = events.some(({ scene }) => scene >= 0);
  if (facets.length === 0 && !hasScenes) return DEFAULT_SITUATION;
  const rounds = trials * Math.max(2, facets.length / 2);
  const own = tuneOwn(training, facets, hasScenes, events.slice(0, OWN_EVENTS), rounds, seed);
  const fresh = events.filter(({ user, item }) => !training.userItems.has(user, item));
  const people = tunePeople(training, facets, [...fresh, ...events].slice(0, PEOPLE_EVENTS), rounds, seed);
  const { [SCENE]: scene = DEFAULT_SITUATION.scene, [SAME]: same, ...rest } = own;
  return { own: counting(rest), scene, same, people: counting(people) };
}

function tuneOwn(
  training: Projection,
  facets: readonly number[],
  hasScenes: boolean,
  events: readonly HeldOutEvent[],
  trials: number,
  seed: number,
): Readonly<Record<string, number>> {
  const histories = new MatchedHistories(training, facets, events);
  const names = facets.map((facet) => training.situations.facets.idOf(facet));
  const searched = hasScenes ? [...names, SCENE] : names;
  const weightsOf = (point: Readonly<Record<string, number>>) =>
    Float64Array.from([...names, SCENE], (name) => point[name] ?? 0);
  return coordinateSearch(
    { ...spaceOf(searched, LARGEST_OWN), [SAME]: SAME_RANGE },
    { ...Object.fromEntries(searched.map((name) => [name, FIRST_OWN])), [SAME]: 0 },
    (point) => histories.meanLogLikelihood(weightsOf(point), point[SAME]),
    { trials, seed, randomShare: 0 },
  ).best;
}

/** P(i | situation) ∝ P(i) Π_f (P(i | value of f) / P(i))^φ_f over the items that most people take. */
function tunePeople(
  training: Projection,
  facets: readonly number[],
  events: readonly HeldOutEvent[],
  trials: number,
  seed: number,
): Readonly<Record<string, number>> {
  if (facets.length === 0) return {};
  const { itemUsers, situations } = training;
  const degrees = Float64Array.from({ length: itemUsers.rowCount }, (_, item) => itemUsers.degree(item));
  const items = Int32Array.from(degrees.keys())
    .filter((item) => degrees[item] > 0)
    .sort((a, b) => degrees[b] - degrees[a])
    .slice(0, COMPARED_ITEMS);
  const placeOf = new Map(Array.from(items, (item, place) => [item, place]));
  const priors = Float64Array.from(items, (item) => Math.log(degrees[item]));
  const odds = new OddsOfValues(training, items);
  const judged = events.filter(({ item, situation }) => situation >= 0 && placeOf.has(item));
  const rows = judged.map(({ situation }) =>
    facets.map((facet) => odds.of(facet, situations.valueOf(situation, facet))),
  );
  const names = facets.map((facet) => situations.facets.idOf(facet));
  const logits = new Float64Array(items.length);
  return coordinateSearch(
    spaceOf(names, LARGEST_PEOPLE),
    Object.fromEntries(names.map((name) => [name, FIRST_PEOPLE])),
    (point) => {
      let sum = 0;
      for (const [n, { item }] of judged.entries()) {
        logits.set(priors);
        for (const [f, row] of rows[n].entries()) {
          const weight = row === null ? 0 : point[names[f]];
          if (row !== null && weight !== 0) for (let k = 0; k < logits.length; k++) logits[k] += weight * row[k];
        }
        sum += logits[placeOf.get(item) ?? 0] - logSumExp(logits);
      }
      return judged.length === 0 ? 0 : sum / judged.length;
    },
    { trials, seed, randomShare: 0 },
  ).best;
}

/** log(P(i | value) / P(i)) of some items for the values of facets, each computed once. */
class OddsOfValues {
  private readonly activity: ActivityIndex;
  private readonly known = new Map<string, Float32Array>();

  constructor(
    private readonly training: Projection,
    private readonly items: Int32Array,
  ) {
    this.activity = new ActivityIndex(training);
  }

  of(facet: number, value: number): Float32Array | null {
    if (value < 0) return null;
    const key = `${facet} ${value}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const all = new Float32Array(this.training.items.size);
    addOdds(all, this.activity.withValue(facet, value, 0), this.activity.withFacet(facet, 0), 1);
    const odds = Float32Array.from(this.items, (item) => all[item]);
    this.known.set(key, odds);
    return odds;
  }
}

/** The facets that most events have, at most MOST_FACETS. */
function commonFacets({ events, situations }: Projection): number[] {
  const counts = new Float64Array(situations.facets.size);
  for (let event = 0; event < events.length; event++) {
    for (let facet = 0; facet < counts.length; facet++) {
      if (situations.valueOf(events.situations[event], facet) >= 0) counts[facet]++;
    }
  }
  return Array.from(counts.keys())
    .filter((facet) => counts[facet] > 0)
    .sort((a, b) => counts[b] - counts[a])
    .slice(0, MOST_FACETS);
}

function listed({ users, items, scenes, situations }: HeldOutEvents): HeldOutEvent[] {
  return Array.from(users).flatMap((user, k) =>
    Array.from(items[k], (item, n) => ({ user, item, scene: scenes[k][n], situation: situations[k][n] })),
  );
}

function spaceOf(names: readonly string[], to: number): SearchSpace<string> {
  return Object.fromEntries(names.map((name) => [name, { from: 0, to }]));
}

function counting(weights: Readonly<Record<string, number>>): Map<string, number> {
  return new Map(Object.entries(weights).filter(([, weight]) => weight >= LEAST_WEIGHT));
}

function logSumExp(values: Float64Array): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < values.length; k++) if (values[k] > most) most = values[k];
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += Math.exp(values[k] - most);
  return most + Math.log(sum);
}

import { CHANNEL_NAMES } from '../../domain/explanation.js';
import { DegreeLogs } from '../../models/sparse/degree-logs.js';
import type { WalkContext } from '../candidates/candidate-channel.js';
import type { CandidateSet } from '../candidates/candidate-set.js';
import { ScoreOrder } from '../candidates/order-by-score.js';
import { MOST_COMPARED, type SituationReach } from '../candidates/situation-signals.js';

/** Every channel gives three features: its score in standard deviations, the root of its share of the best, its rank. */
export const CHANNEL_FEATURES = ['scaled', 'root', 'rank'] as const;
const CONTEXT_FEATURES = [
  'item.degree',
  'item.popularityGap',
  'item.domainShare',
  'item.sceneMatch',
  'item.channelShare',
  'user.historyLength',
  'user.hasScene',
] as const;
/** All 0 where nothing is taken again and no event has a situation. */
const SITUATION_FEATURES: readonly string[] = [
  'item.ownCount',
  'item.ownShare',
  'item.ownSame',
  ...Array.from({ length: MOST_COMPARED }, (_, k) => `item.ownFacet${k + 1}`),
  'item.ownRecency',
  'item.situationOdds',
  'user.eventCount',
  'user.matchedShare',
];

/** The columns of the feature matrix in order; a ranker is trained on exactly these. */
export const FEATURE_NAMES: readonly string[] = [
  ...CHANNEL_NAMES.flatMap((channel) => CHANNEL_FEATURES.map((feature) => `${channel}.${feature}`)),
  ...CONTEXT_FEATURES,
  ...SITUATION_FEATURES,
];
export const FEATURE_COUNT = FEATURE_NAMES.length;
const FIRST_CONTEXT_FEATURE = CHANNEL_NAMES.length * CHANNEL_FEATURES.length;
const FIRST_SITUATION_FEATURE = FIRST_CONTEXT_FEATURE + CONTEXT_FEATURES.length;

const logs = new DegreeLogs();
/** Kept from request to request, because its buffers cost more to make than a channel takes to sort. */
let order = new ScoreOrder(0);

/** Scores far beyond the usual spread tell no more than this. */
const MOST_DEVIATIONS = 10;
/** Shares of own events are told apart down to about one in so many. */
const MOST_SHARES = 1000;
/** So many own events that are like all of them are added to those on an item. */
const OWN_SMOOTHING = 2;
/** The rank at which the rank feature has fallen to a half. */
const HALF_RANK = 10;

/**
 * The feature matrix of a request, one row a candidate. Scores are compared within the request, so that no channel's
 * scale matters; a score of 0 stays 0 in all three features. Training and serving both call this.
 */
export function buildFeatures(context: WalkContext, candidates: CandidateSet, reach: SituationReach): Float32Array {
  const rows = candidates.items.length;
  const features = new Float32Array(rows * FEATURE_COUNT);
  const found = new Uint8Array(rows);
  if (order.capacity < rows) order = new ScoreOrder(rows);
  for (let c = 0; c < CHANNEL_NAMES.length; c++) {
    const scores = candidates.scores.subarray(c * rows, (c + 1) * rows);
    addChannel(scores, order.all(scores), c * CHANNEL_FEATURES.length, features, found);
  }
  addContext(context, candidates, found, features);
  addSituation(context, candidates, reach, features);
  return features;
}

function addChannel(
  scores: Float32Array,
  order: Int32Array,
  column: number,
  features: Float32Array,
  found: Uint8Array,
): void {
  if (order.length === 0) return;
  const best = scores[order[0]];
  const deviation = standardDeviation(scores) || best;
  for (let n = 0; n < order.length; ) {
    let end = n + 1;
    while (end < order.length && scores[order[end]] === scores[order[n]]) end++;
    // Equal scores share the middle of their ranks, so that the order of candidates tells nothing.
    const rank = HALF_RANK / (HALF_RANK + (n + end - 1) / 2);
    for (; n < end; n++) {
      const row = order[n];
      const at = row * FEATURE_COUNT + column;
      features[at] = Math.min(MOST_DEVIATIONS, scores[row] / deviation);
      features[at + 1] = Math.sqrt(scores[row] / best);
      features[at + 2] = rank;
      found[row]++;
    }
  }
}

function addContext(context: WalkContext, { items }: CandidateSet, found: Uint8Array, features: Float32Array): void {
  const { projection, history, scene } = context;
  const domainShares = new Float32Array(projection.domains.size);
  let popularity = 0;
  for (let n = 0; n < history.length; n++) {
    const item = history.items[n];
    popularity += logs.at(projection.itemUsers.degree(item)) / history.length;
    const domain = projection.itemFacts[item]?.domain ?? -1;
    if (domain >= 0) domainShares[domain] += 1 / history.length;
  }
  const suits = scene < 0 ? undefined : projection.layer('Item', 'SUITS', 'Scene')?.forward;
  const historyLength = Math.log1p(history.length);
  for (let row = 0; row < items.length; row++) {
    const item = items[row];
    const degree = logs.at(projection.itemUsers.degree(item));
    const domain = projection.itemFacts[item]?.domain ?? -1;
    let at = row * FEATURE_COUNT + FIRST_CONTEXT_FEATURE;
    features[at++] = degree;
    features[at++] = history.length === 0 ? 0 : degree - popularity;
    features[at++] = domain < 0 ? 0 : domainShares[domain];
    features[at++] = suits?.has(item, scene) === true ? 1 : 0;
    features[at++] = found[row] / CHANNEL_NAMES.length;
    features[at++] = historyLength;
    features[at++] = scene < 0 ? 0 : 1;
  }
}

/** What the user's own events say, where the request allows what the user has had, and what the situation says. */
function addSituation(
  { includesSeen = false }: WalkContext,
  { items }: CandidateSet,
  { own, ownCount, matchedTotal, alike, odds }: SituationReach,
  features: Float32Array,
): void {
  const eventCount = includesSeen ? Math.log1p(ownCount) : 0;
  const matchedShare = includesSeen && ownCount > 0 ? matchedTotal / ownCount : 0;
  for (let row = 0; row < items.length; row++) {
    const events = includesSeen ? own.get(items[row]) : undefined;
    let at = row * FEATURE_COUNT + FIRST_SITUATION_FEATURE;
    features[at++] = events === undefined ? 0 : Math.log1p(events.count);
    features[at++] = events === undefined ? 0 : Math.log1p((MOST_SHARES * events.matched) / matchedTotal);
    features[at++] = events === undefined ? 0 : Math.log1p(events.same);
    for (let k = 0; k < MOST_COMPARED; k++) {
      features[at++] = events === undefined ? 0 : ownOdds(events.alike[k], events.count, alike[k] / ownCount);
    }
    features[at++] = events === undefined ? 0 : HALF_RANK / (HALF_RANK + events.newer);
    features[at++] = odds === null ? 0 : odds[items[row]];
    features[at++] = eventCount;
    features[at++] = matchedShare;
  }
}

/** log of how much more often than usual own events on an item have the value of a facet. */
function ownOdds(alike: number, count: number, usual: number): number {
  return usual === 0 ? 0 : Math.log((alike + OWN_SMOOTHING * usual) / (count + OWN_SMOOTHING) / usual);
}

function standardDeviation(values: Float32Array): number {
  let sum = 0;
  let squares = 0;
  for (let n = 0; n < values.length; n++) {
    sum += values[n];
    squares += values[n] * values[n];
  }
  const mean = sum / values.length;
  return Math.sqrt(Math.max(0, squares / values.length - mean * mean));
}

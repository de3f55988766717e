import type { Ontology } from '../../domain/ontology.js';
import type { Projection } from '../../graph/projection/projection.js';
import { bootstrapMean, type MeanWithInterval, meanOf } from '../../models/evaluation/bootstrap.js';
import { type RankingMetrics, rankingMetrics } from '../../models/evaluation/ranking-metrics.js';
import type { FittedModels } from '../fitted-models.js';
import type { HeldOutPairs } from '../fitting/hold-out.js';
import { Recommender } from '../recommender.js';

const LENGTHS = [10, 20] as const;
const LONGEST = 20;

/** How well a version foresees held-out items, user by user. */
export interface VersionMeasure {
  readonly version: string;
  /** Means over the users, by `name@length`. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly ndcg20: MeanWithInterval;
  /** NDCG@20 of each user, in the order of the slice. */
  readonly byUser: Float64Array;
}

/** What a version is measured on: the graph without the slice, and the slice. */
export interface MeasureTask {
  readonly projection: Projection;
  readonly slice: HeldOutPairs;
  readonly ontology: Ontology;
  readonly nowMs: number;
  readonly signal: AbortSignal | undefined;
}

/** Full ranking: the whole recommender answers for every user of the slice, over all items that the user has not had. */
export async function measureVersion(models: FittedModels, task: MeasureTask): Promise<VersionMeasure> {
  const { projection, slice, ontology, nowMs, signal } = task;
  const tokenKey = new Uint8Array(32);
  const recommender = new Recommender({ projection, ontology, models, tokenKey, clock: () => nowMs });
  const series: Record<string, number[]> = {};
  const byUser = new Float64Array(slice.users.length);
  for (const [n, user] of slice.users.entries()) {
    signal?.throwIfAborted();
    const list = await bestItems(recommender, projection, projection.users.idOf(user));
    const relevant = new Set(slice.items[n]);
    for (const length of LENGTHS) add(series, rankingMetrics(list, relevant, length), length);
    byUser[n] = rankingMetrics(list, relevant, LONGEST).ndcg;
  }
  const metrics = Object.fromEntries(Object.entries(series).map(([name, values]) => [name, meanOf(values)]));
  return { version: models.version, metrics, ndcg20: bootstrapMean(byUser), byUser };
}

function add(series: Record<string, number[]>, metrics: RankingMetrics, length: number): void {
  const { ndcg, recall, reciprocalRank } = metrics;
  for (const [name, value] of Object.entries({ ndcg, recall, mrr: reciprocalRank })) {
    const key = `${name}@${length}`;
    series[key] ??= [];
    series[key].push(value);
  }
}

async function bestItems(recommender: Recommender, projection: Projection, userId: string): Promise<number[]> {
  const { items } = await recommender.recommend({
    subject: { type: 'user', userId },
    scene: { type: 'none' },
    filter: { domains: [], entityIds: [], yearFrom: null, yearTo: null, attributes: [], onlyAvailable: false },
    excludeItemIds: [],
    includeSeen: false,
    diversity: 0,
    limit: LONGEST,
    after: null,
    language: 'en',
    pathsPerItem: 0,
  });
  return items.map(({ itemId }) => projection.items.indexOf(itemId));
}

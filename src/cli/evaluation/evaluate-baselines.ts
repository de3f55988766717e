import { IsthmusError } from '../../domain/errors.js';
import type { InteractionRecord } from '../../domain/records.js';
import type { Projection } from '../../graph/projection/projection.js';
import { type RatingMetrics, ratingMetrics } from '../../models/evaluation/rating-metrics.js';
import { evaluateFrozenLists, type FrozenListReport } from '../../recommend/evaluation/evaluate-frozen-lists.js';
import { evaluateRanking, type RankingReport } from '../../recommend/evaluation/evaluate-ranking.js';
import { DEFAULT_FIT_OPTIONS } from '../../recommend/fitting/fit-models.js';
import { chooseHeldOutPairs, withoutPairs } from '../../recommend/fitting/hold-out.js';
import { ValidationSet } from '../../recommend/fitting/validation-set.js';
import type { CliContext, OpenedStore } from '../cli-context.js';
import { rankByScores, scoreByModel } from './baselines/answer-by-scores.js';
import type { BaselineData, FittedBaseline, SettingValues, Tuning } from './baselines/baseline.js';
import type { ChosenModels } from './baselines/chosen-baselines.js';
import { isRating, type RatedPairs, ratedPairs, ratingMatrices, splitPairs } from './baselines/rated-pairs.js';
import { rankingQueries, toHeldOutPairs } from './evaluation-queries.js';
import type { EvaluationRequest } from './evaluation-request.js';
import { type PreparedEvaluation, prepareEvaluation, stopWatch } from './prepare-evaluation.js';
import { readInteractions } from './read-interactions.js';

/** What to compare, and how. */
export interface BaselinesRequest extends EvaluationRequest {
  readonly models: ChosenModels;
  /** Whether every value is a rating, and not only those of events of the kind rate. */
  readonly everyValueIsRating: boolean;
  /** Whether settings are searched on validation pairs. */
  readonly isTuned: boolean;
}

/** Figures of rankings, without the diversity within a list: a baseline has no similarity of items to measure it by. */
type RankingDetails = Omit<RankingReport, 'catalogue'> & {
  readonly catalogue: Omit<RankingReport['catalogue'], 'diversity'>;
};

/** The figures of one baseline. */
export interface BaselineReport {
  readonly name: string;
  readonly settings: SettingValues;
  readonly metrics: Readonly<Record<string, number>>;
  /** Null for a model that does not rank. */
  readonly details: RankingDetails | FrozenListReport | null;
  readonly ratings: RatingMetrics | null;
  readonly seconds: { readonly fit: number; readonly evaluate: number };
}

/** The figures of all baselines on one data folder. */
export interface BaselinesReport extends Pick<PreparedEvaluation, 'protocol' | 'data' | 'seconds'> {
  readonly baselines: readonly BaselineReport[];
  /** What was passed over, with the reason. */
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
}

/** Ingests a folder into a store of its own, fits baselines on it one after the other, and measures each. */
export async function evaluateBaselines(context: CliContext, request: BaselinesRequest): Promise<BaselinesReport> {
  const store = await context.openStore(null);
  try {
    return await evaluate(context, store, request);
  } finally {
    await store.graph.close();
  }
}

async function evaluate(context: CliContext, store: OpenedStore, request: BaselinesRequest): Promise<BaselinesReport> {
  const prepared = await prepareEvaluation(context, store, request);
  const { protocol, data, seconds } = prepared;
  const learned = await learnFrom(prepared, request);
  const tuning = request.isTuned ? await tuningOf(prepared, learned, request) : null;
  const baselines: BaselineReport[] = [];
  const skipped: { name: string; reason: string }[] = [];
  for (const baseline of request.models.baselines) {
    context.signal.throwIfAborted();
    const { name } = baseline;
    const reason = baseline.refusal(learned.data);
    if (reason !== null && !request.models.skipsRefused) {
      throw new IsthmusError('INVALID_ARGUMENT', `${name} cannot be fitted to ${request.folder}: ${reason}.`);
    }
    if (reason !== null) {
      skipped.push({ name, reason });
      continue;
    }
    request.onStep(`fit ${name}`);
    const watch = stopWatch(context.nowMs);
    const { settings, ...fitted } = await baseline.fit(learned.data, request.models.settings.get(name) ?? {}, tuning);
    const fit = watch();
    request.onStep(`evaluate ${name}`);
    const details = await measureRanking(prepared, request, fitted);
    const ratings = measureRatings(learned.testRatings, fitted);
    baselines.push({
      name,
      settings,
      metrics: { ...details?.metrics, ...(ratings === null ? {} : { rmse: ratings.rmse, mae: ratings.mae }) },
      details,
      ratings,
      seconds: { fit, evaluate: watch() },
    });
  }
  return { protocol, data, seconds, baselines, skipped };
}

/** What baselines are fitted to, and the ratings of the test file. */
interface Learned {
  readonly data: BaselineData;
  readonly ratings: RatedPairs | null;
  readonly testRatings: RatedPairs | null;
}

/** The training file is read once more for its ratings, because the projection keeps what they say about liking alone. */
async function learnFrom(
  { projection, coldItems, test }: PreparedEvaluation,
  request: BaselinesRequest,
): Promise<Learned> {
  const { everyValueIsRating, fit } = request;
  if (!test.some((event) => isRating(event, everyValueIsRating))) {
    return { data: { projection, ratings: null, seed: fit.seed }, ratings: null, testRatings: null };
  }
  const events = await readInteractions(request.folder, request.train);
  const visible = events.filter(({ userId, itemId }) => projection.users.has(userId) && !coldItems.has(itemId));
  const ratings = ratedPairs(visible, projection, everyValueIsRating);
  if (ratings.values.length === 0) {
    return { data: { projection, ratings: null, seed: fit.seed }, ratings: null, testRatings: null };
  }
  return {
    data: { projection, ratings: ratingMatrices(ratings, projection), seed: fit.seed },
    ratings,
    testRatings: ratedPairs(test, projection, everyValueIsRating),
  };
}

/** Validation pairs are those of the validation file, or else a part of the training pairs; never those of the test. */
async function tuningOf(
  { projection, valid }: PreparedEvaluation,
  learned: Learned,
  request: BaselinesRequest,
): Promise<Tuning> {
  const { seed, trials, tuningUsers } = request.fit;
  const hasFile = request.valid !== null;
  const heldOut = hasFile
    ? toHeldOutPairs(projection, valid)
    : chooseHeldOutPairs(projection, DEFAULT_FIT_OPTIONS.heldOutShare, seed);
  const training = hasFile ? projection : withoutPairs(projection, heldOut);
  const split = splitRatings(projection, valid, learned, request);
  return {
    data: { projection: training, ratings: split === null ? null : ratingMatrices(split.kept, projection), seed },
    set: ValidationSet.sample({ training, heldOut }, tuningUsers, seed),
    heldOutRatings: split?.heldOut ?? null,
    trials,
  };
}

function splitRatings(
  projection: Projection,
  valid: readonly InteractionRecord[],
  { ratings }: Learned,
  { everyValueIsRating, fit }: BaselinesRequest,
): { readonly kept: RatedPairs; readonly heldOut: RatedPairs } | null {
  if (ratings === null) return null;
  const heldOut = ratedPairs(valid, projection, everyValueIsRating);
  if (heldOut.values.length > 0) return { kept: ratings, heldOut };
  return splitPairs(ratings, DEFAULT_FIT_OPTIONS.heldOutShare, fit.seed);
}

async function measureRanking(
  { projection, test, valid, coldItems, lists }: PreparedEvaluation,
  { includesSeen }: BaselinesRequest,
  { ranks }: FittedBaseline,
): Promise<RankingDetails | FrozenListReport | null> {
  if (ranks === null) return null;
  if (lists !== null) return evaluateFrozenLists(lists, scoreByModel(projection, ranks));
  const report = await evaluateRanking(
    rankingQueries(test, includesSeen ? [] : valid, []),
    rankByScores(projection, ranks, { includesSeen, coldItems }),
    projection,
    () => 0,
  );
  const { coverage, gini, novelty } = report.catalogue;
  return { ...report, catalogue: { coverage, gini, novelty } };
}

function measureRatings(test: RatedPairs | null, { rates }: FittedBaseline): RatingMetrics | null {
  return test === null || rates === null ? null : ratingMetrics(rates.predict(test.users, test.items), test.values);
}

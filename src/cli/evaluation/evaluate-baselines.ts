import { IsthmusError } from '../../domain/errors.js';
import { type RatingMetrics, ratingMetrics } from '../../models/evaluation/rating-metrics.js';
import { evaluateFrozenLists, type FrozenListReport } from '../../recommend/evaluation/evaluate-frozen-lists.js';
import { evaluateRanking, type RankingReport } from '../../recommend/evaluation/evaluate-ranking.js';
import type { CliContext, OpenedStore } from '../cli-context.js';
import { rankByScores, scoreByModel } from './baselines/answer-by-scores.js';
import type { Baseline, BaselineData, FittedBaseline, SettingValues } from './baselines/baseline.js';
import type { ChosenModels } from './baselines/chosen-baselines.js';
import { type LearningRequest, readLearningData, tuningOf } from './baselines/learning-data.js';
import type { RatedPairs } from './baselines/rated-pairs.js';
import { rankingQueries } from './evaluation-queries.js';
import { type PreparedEvaluation, prepareEvaluation, stopWatch } from './prepare-evaluation.js';

/** What to compare, and how. */
export interface BaselinesRequest extends LearningRequest {
  readonly models: ChosenModels;
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
  const learned = await readLearningData(prepared, request);
  const { fitting, skipped } = dividedByData(learned.data, request);
  const tuning = request.isTuned ? tuningOf(prepared, learned, request) : null;
  const baselines: BaselineReport[] = [];
  for (const baseline of fitting) {
    context.signal.throwIfAborted();
    const { name } = baseline;
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

/** Told before anything is fitted, so that nobody waits for a comparison that cannot be finished. */
function dividedByData(
  data: BaselineData,
  { models, folder }: BaselinesRequest,
): { readonly fitting: readonly Baseline[]; readonly skipped: BaselinesReport['skipped'] } {
  const reasons = new Map(models.baselines.map((baseline) => [baseline.name, baseline.refusal(data)]));
  const skipped = [...reasons].flatMap(([name, reason]) => (reason === null ? [] : [{ name, reason }]));
  if (skipped.length > 0 && !models.skipsRefused) {
    const [{ name, reason }] = skipped;
    throw new IsthmusError('INVALID_ARGUMENT', `${name} cannot be fitted to ${folder}: ${reason}.`);
  }
  return { fitting: models.baselines.filter(({ name }) => reasons.get(name) === null), skipped };
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

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Projection } from '../../graph/projection/projection.js';
import { ModelStore } from '../../models/store/model-store.js';
import type { Ablation } from '../../recommend/evaluation/ablation.js';
import { answerQueries } from '../../recommend/evaluation/answer-queries.js';
import { evaluateFrozenLists, type FrozenListReport } from '../../recommend/evaluation/evaluate-frozen-lists.js';
import { type RankingReport, rankingReport } from '../../recommend/evaluation/evaluate-ranking.js';
import type { RankingQuery } from '../../recommend/evaluation/evaluation-task.js';
import type { TransferGain } from '../../recommend/evaluation/transfer-gain.js';
import { DEFAULT_FIT_OPTIONS } from '../../recommend/fitting/fit-models.js';
import { FitStore } from '../../recommend/fitting/fit-store.js';
import { ItemSimilarity } from '../../recommend/ranking/item-similarity.js';
import { Recommender } from '../../recommend/recommender.js';
import type { SituationSettings } from '../../recommend/situation-settings.js';
import type { CliContext, OpenedStore } from '../cli-context.js';
import { ablateParts } from './ablate-parts.js';
import { compareDomains } from './compare-domains.js';
import { excludedForCold, rankingQueries, toHeldOutEvents } from './evaluation-queries.js';
import type { EvaluationRequest } from './evaluation-request.js';
import { type PreparedEvaluation, prepareEvaluation, stopWatch } from './prepare-evaluation.js';
import { rankWith } from './rank-with.js';

/** The figures, and what they were made from. */
export interface EvaluationReport {
  readonly protocol: string;
  readonly metrics: Readonly<Record<string, number>>;
  readonly details: RankingReport | FrozenListReport;
  /** What each domain gained from the others, where that was asked for. */
  readonly transfer: readonly TransferGain[];
  /** What parts of the data changed, where that was asked for. */
  readonly ablation: readonly Ablation[];
  readonly data: PreparedEvaluation['data'];
  readonly seconds: PreparedEvaluation['seconds'] & { readonly fit: number; readonly evaluate: number };
}

/** Ingests a folder into a store of its own, fits the whole recommender on it and measures it on the test file. */
export async function evaluateFolder(context: CliContext, request: EvaluationRequest): Promise<EvaluationReport> {
  const models = await mkdtemp(join(tmpdir(), `isthmus-evaluation-${process.pid}-`));
  const store = await context.openStore(null);
  try {
    return await evaluate(context, store, request, models);
  } finally {
    await store.graph.close();
    await rm(models, { recursive: true, force: true });
  }
}

async function evaluate(
  context: CliContext,
  store: OpenedStore,
  request: EvaluationRequest,
  modelsFolder: string,
): Promise<EvaluationReport> {
  const { onStep } = request;
  const prepared = await prepareEvaluation(context, store, request);
  const { protocol, projection, test, valid, coldItems, lists, data, seconds } = prepared;
  const watch = stopWatch(context.nowMs);
  const fits = new FitStore(new ModelStore({ folder: modelsFolder, keptVersions: 1, clock: context.nowMs }), {
    provider: 'cpu',
    threads: 1,
    warn: () => undefined,
  });
  const fitOn = async (learned: Projection, known = valid) => {
    const { models } = await fits.fit(learned, {
      ...DEFAULT_FIT_OPTIONS,
      ...request.fit,
      validation: request.valid === null ? null : toHeldOutEvents(learned, known),
      nowMs: context.nowMs(),
      onStep,
      signal: context.signal,
    });
    const parts = { projection: learned, ontology: store.ontology, models };
    return { models, recommender: new Recommender({ ...parts, tokenKey: new Uint8Array(32), clock: context.nowMs }) };
  };
  const { models, recommender } = await fitOn(projection);
  const fit = watch();

  onStep('evaluate');
  const queries = rankingQueries(test, request.includesSeen ? [] : valid, excludedForCold(projection, coldItems));
  const answersOf = (by: Recommender, asked: readonly RankingQuery[]) =>
    answerQueries(asked, rankWith(by, request.includesSeen), projection);
  const answered = lists === null ? await answersOf(recommender, queries) : [];
  const details =
    lists === null
      ? rankingReport(
          answered,
          projection,
          pairSimilarity(new ItemSimilarity(projection, models), context.nowMs()),
          strongestFacet(models.situation),
        )
      : await evaluateFrozenLists(lists, (userId, itemIds) =>
          recommender.scoreItems({ type: 'user', userId }, itemIds),
        );
  const evaluated = watch();
  const transfer = request.comparesDomains
    ? await compareDomains(prepared, recommender, async (learned) => (await fitOn(learned)).recommender)
    : [];
  const ablation = await ablateParts(request.ablated, prepared, answered, {
    fitOn: async (learned, known) => (await fitOn(learned, known)).recommender,
    answersOf,
  });
  return {
    protocol,
    metrics: details.metrics,
    details,
    data,
    seconds: { ...seconds, fit, evaluate: evaluated },
    transfer,
    ablation,
  };
}

/** The facet in which it counts most that situations agree; null where none counts. */
function strongestFacet({ own }: SituationSettings): string | null {
  const [strongest] = [...own].sort(([, a], [, b]) => b - a);
  return strongest === undefined ? null : strongest[0];
}

/** The similarity of pairs, one row of it computed at a time. */
function pairSimilarity(similarity: ItemSimilarity, nowMs: number): (a: number, b: number) => number {
  let row = -1;
  let scores: Float32Array = new Float32Array(0);
  return (a, b) => {
    if (a !== row) {
      scores = similarity.to(a, nowMs).scores;
      row = a;
    }
    return scores[b];
  };
}

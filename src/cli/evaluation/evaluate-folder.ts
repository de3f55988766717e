import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IsthmusError } from '../../domain/errors.js';
import { buildProjection } from '../../graph/projection/build-projection.js';
import { GraphSink } from '../../ingest/graph-sink.js';
import { prepareIngest } from '../../ingest/prepare-ingest.js';
import { runIngest } from '../../ingest/run-ingest.js';
import { ModelStore } from '../../models/store/model-store.js';
import { evaluateFrozenLists, type FrozenListReport } from '../../recommend/evaluation/evaluate-frozen-lists.js';
import { evaluateRanking, type RankingReport } from '../../recommend/evaluation/evaluate-ranking.js';
import type { RankingQuery } from '../../recommend/evaluation/evaluation-task.js';
import { DEFAULT_FIT_OPTIONS, type FitOptions } from '../../recommend/fitting/fit-models.js';
import { FitStore } from '../../recommend/fitting/fit-store.js';
import { withoutPairs } from '../../recommend/fitting/hold-out.js';
import { ItemSimilarity } from '../../recommend/ranking/item-similarity.js';
import { Recommender } from '../../recommend/recommender.js';
import type { CliContext, OpenedStore } from '../cli-context.js';
import { chooseColdItems } from './cold-items.js';
import { excludedForCold, frozenQueries, rankingQueries, toHeldOutPairs } from './evaluation-queries.js';
import { readInteractions } from './read-interactions.js';
import { readNegatives } from './read-negatives.js';

/** What to evaluate. File names are inside the folder. */
export interface EvaluationRequest {
  readonly folder: string;
  readonly train: string;
  /** Pairs to tune and learn on; a part of the training pairs is held out when null. */
  readonly valid: string | null;
  readonly test: string;
  /** Frozen lists to rank each test item in, instead of all items. */
  readonly negatives: string | null;
  /** The share of the items, 0 to 1, whose training interactions are hidden. */
  readonly coldItems: number;
  /** Whether items that the user has had may be ranked. */
  readonly includesSeen: boolean;
  readonly fit: Pick<FitOptions, 'trials' | 'tuningUsers' | 'seed'>;
  readonly onStep: (step: string) => void;
}

/** The figures, and what they were made from. */
export interface EvaluationReport {
  readonly protocol: string;
  readonly metrics: Readonly<Record<string, number>>;
  readonly details: RankingReport | FrozenListReport;
  readonly data: {
    readonly users: number;
    readonly items: number;
    readonly trainInteractions: number;
    readonly skippedTestRows: number;
  };
  readonly seconds: {
    readonly ingest: number;
    readonly projection: number;
    readonly fit: number;
    readonly evaluate: number;
  };
}

/** Ingests a folder into a store of its own, fits the whole recommender on it and measures it on the test file. */
export async function evaluateFolder(context: CliContext, request: EvaluationRequest): Promise<EvaluationReport> {
  const models = await mkdtemp(join(tmpdir(), 'isthmus-evaluation-'));
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
  const { folder, onStep } = request;
  const watch = stopWatch(context.nowMs);
  // Read before the long work, so that a file that cannot be used is told at once.
  const test = await readInteractions(folder, request.test);
  const valid = request.valid === null ? [] : await readInteractions(folder, request.valid);
  const negatives = request.negatives === null ? null : await readNegatives(join(folder, request.negatives));
  onStep('ingest');
  const plan = await prepareIngest(folder, { interactions: [request.train] });
  await runIngest(plan, new GraphSink(store.writer, store.reader, store.ontology), {
    nowMs: context.nowMs,
    rejectsPath: null,
    declaresRelations: true,
    signal: context.signal,
  });
  const ingest = watch();
  onStep('build the projection');
  const full = await buildProjection(store.graph, { ontology: store.ontology });
  const cold = chooseColdItems(full, request.coldItems, request.fit.seed);
  const known = test.filter(
    ({ itemId, sceneId }) =>
      full.items.has(itemId) &&
      (request.coldItems === 0 || cold.items.has(itemId)) &&
      (sceneId === null || full.scenes.has(sceneId)),
  );
  if (known.length === 0) throw noUsableRow(request.test, request);
  const lists = negatives === null ? null : frozenQueries(negatives, full);
  if (lists?.length === 0) throw noUsableRow(request.negatives ?? '', request);
  const projection = cold.items.size === 0 ? full : withoutPairs(full, cold.pairs);
  const built = watch();

  const fits = new FitStore(new ModelStore({ folder: modelsFolder, keptVersions: 1, clock: context.nowMs }), {
    provider: 'cpu',
    threads: 1,
    warn: () => undefined,
  });
  const { models } = await fits.fit(projection, {
    ...DEFAULT_FIT_OPTIONS,
    ...request.fit,
    validation: request.valid === null ? null : toHeldOutPairs(projection, valid),
    nowMs: context.nowMs(),
    onStep,
    signal: context.signal,
  });
  const fit = watch();

  onStep('evaluate');
  const recommender = new Recommender({
    projection,
    ontology: store.ontology,
    models,
    tokenKey: new Uint8Array(32),
    clock: context.nowMs,
  });
  const details =
    lists === null
      ? await evaluateRanking(
          rankingQueries(known, request.includesSeen ? [] : valid, excludedForCold(full, cold.items)),
          rankWith(recommender, request.includesSeen),
          projection,
          pairSimilarity(new ItemSimilarity(projection, models), context.nowMs()),
        )
      : await evaluateFrozenLists(lists, (userId, itemIds) =>
          recommender.scoreItems({ type: 'user', userId }, itemIds),
        );
  return {
    protocol: protocolOf(request),
    metrics: details.metrics,
    details,
    data: {
      users: projection.users.size,
      items: projection.items.size,
      trainInteractions: projection.events.length,
      skippedTestRows: test.length - known.length,
    },
    seconds: { ingest, projection: built, fit, evaluate: watch() },
  };
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

function noUsableRow(file: string, { folder, coldItems }: EvaluationRequest): IsthmusError {
  const reason =
    coldItems > 0 ? ` that is among the ${coldItems * 100} % hidden ones; hide more, or take another seed` : '';
  return new IsthmusError('INGEST_SOURCE_INVALID', `${file} has no row with an item of ${folder}${reason}.`);
}

function protocolOf({ negatives, coldItems, includesSeen }: EvaluationRequest): string {
  if (negatives !== null) return 'each test item among frozen negatives, ties at mid-rank';
  const items =
    coldItems > 0 ? `the ${coldItems * 100} % of the items whose training interactions are hidden` : 'all items';
  return `full ranking of ${items}, ${includesSeen ? 'nothing' : 'items of training and validation'} masked`;
}

function rankWith(recommender: Recommender, includesSeen: boolean) {
  return async (query: RankingQuery, count: number): Promise<string[]> => {
    const page = await recommender.recommend({
      subject: { type: 'user', userId: query.userId },
      scene: query.sceneId === null ? { type: 'none' } : { type: 'scene', sceneId: query.sceneId },
      filter: { domains: [], entityIds: [], yearFrom: null, yearTo: null, attributes: [], onlyAvailable: false },
      excludeItemIds: query.excludedItemIds,
      includeSeen: includesSeen,
      diversity: 0,
      limit: count,
      after: null,
      language: 'en',
      pathsPerItem: 0,
    });
    return page.items.map(({ itemId }) => itemId);
  };
}

/** Each call answers with the seconds since the one before. */
function stopWatch(nowMs: () => number): () => number {
  let lastMs = nowMs();
  return () => {
    const startedMs = lastMs;
    lastMs = nowMs();
    return (lastMs - startedMs) / 1000;
  };
}

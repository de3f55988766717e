import { join } from 'node:path';
import { IsthmusError } from '../../domain/errors.js';
import type { InteractionRecord } from '../../domain/records.js';
import { buildProjection } from '../../graph/projection/build-projection.js';
import type { Projection } from '../../graph/projection/projection.js';
import { GraphSink } from '../../ingest/graph-sink.js';
import { prepareIngest } from '../../ingest/prepare-ingest.js';
import { runIngest } from '../../ingest/run-ingest.js';
import type { FrozenQuery } from '../../recommend/evaluation/evaluation-task.js';
import { type HeldOutPairs, withoutPairs } from '../../recommend/fitting/hold-out.js';
import type { CliContext, OpenedStore } from '../cli-context.js';
import { chooseColdItems } from './cold-items.js';
import { chooseColdDomain, domainOf } from './domain-pairs.js';
import { frozenQueries } from './evaluation-queries.js';
import type { EvaluationRequest } from './evaluation-request.js';
import { readInteractions } from './read-interactions.js';
import { readNegatives } from './read-negatives.js';

/** A data folder as a projection of what models may learn from, and what its test file asks them. */
export interface PreparedEvaluation {
  readonly protocol: string;
  readonly projection: Projection;
  /** The rows that can be asked about: those of the test file, and the training rows of items that are hidden. */
  readonly test: readonly InteractionRecord[];
  readonly valid: readonly InteractionRecord[];
  /** The items that compete alone, because nobody is supposed to have touched them; empty for all items. */
  readonly coldItems: ReadonlySet<string>;
  /** The frozen lists that test items are ranked in; null for full ranking. */
  readonly lists: readonly FrozenQuery[] | null;
  readonly data: {
    readonly users: number;
    readonly items: number;
    readonly trainInteractions: number;
    readonly skippedTestRows: number;
  };
  readonly seconds: { readonly ingest: number; readonly projection: number };
}

/** Ingests a folder into a store and hides from its projection what the protocol hides. */
export async function prepareEvaluation(
  context: Pick<CliContext, 'nowMs' | 'signal'>,
  store: OpenedStore,
  request: EvaluationRequest,
): Promise<PreparedEvaluation> {
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
  const coldDomain = request.coldDomain === null ? null : coldDomainOf(full, request.coldDomain, request.fit.seed);
  const isUsable = ({ userId, itemId, sceneId }: InteractionRecord): boolean =>
    full.items.has(itemId) &&
    (request.coldItems === 0 || cold.items.has(itemId)) &&
    (coldDomain === null || coldDomain.asks(userId, itemId)) &&
    (sceneId === null || full.scenes.has(sceneId));
  const known = test.filter(isUsable);
  if (known.length === 0) throw noUsableRow(request.test, request);
  // What was withheld is as good a test as the test file: there are several times as many such rows.
  const withheld =
    request.coldItems === 0
      ? []
      : (await readInteractions(folder, request.train)).filter((row) => isUsable(row) && isLiked(full, row));
  const lists =
    negatives === null
      ? null
      : frozenQueries(negatives, full).filter(
          ({ userId, itemId }) => coldDomain === null || coldDomain.asks(userId, itemId),
        );
  if (lists?.length === 0) throw noUsableRow(request.negatives ?? '', request);
  const warm = cold.items.size === 0 ? full : withoutPairs(full, cold.pairs);
  const projection = coldDomain === null ? warm : withoutPairs(warm, coldDomain.pairs);
  return {
    protocol: protocolOf(request),
    projection,
    test: [...known, ...withheld],
    valid,
    coldItems: cold.items,
    lists,
    data: {
      users: projection.users.size,
      items: projection.items.size,
      trainInteractions: projection.events.length,
      skippedTestRows: test.length - known.length,
    },
    seconds: { ingest, projection: watch() },
  };
}

function isLiked({ users, items, userItems }: Projection, { userId, itemId }: InteractionRecord): boolean {
  return users.has(userId) && userItems.has(users.indexOf(userId), items.indexOf(itemId));
}

/** What a cold domain hides, and which test rows it leaves to be asked about. */
function coldDomainOf(
  projection: Projection,
  { domain, share }: NonNullable<EvaluationRequest['coldDomain']>,
  seed: number,
): { pairs: HeldOutPairs; asks: (userId: string, itemId: string) => boolean } {
  const { users, pairs } = chooseColdDomain(projection, domain, share, seed);
  return { pairs, asks: (userId, itemId) => users.has(userId) && domainOf(projection, itemId) === domain };
}

/** Each call answers with the seconds since the one before. */
export function stopWatch(nowMs: () => number): () => number {
  let lastMs = nowMs();
  return () => {
    const startedMs = lastMs;
    lastMs = nowMs();
    return (lastMs - startedMs) / 1000;
  };
}

function noUsableRow(file: string, { folder, coldItems }: EvaluationRequest): IsthmusError {
  const reason =
    coldItems > 0 ? ` that is among the ${coldItems * 100} % hidden ones; hide more, or take another seed` : '';
  return new IsthmusError('INGEST_SOURCE_INVALID', `${file} has no row with an item of ${folder}${reason}.`);
}

function protocolOf({ negatives, coldItems, coldDomain, includesSeen }: EvaluationRequest): string {
  const hidden =
    coldDomain === null
      ? ''
      : `, all that ${coldDomain.share * 100} % of the users did in ${coldDomain.domain} hidden, and only they asked`;
  if (negatives !== null) return `each test item among frozen negatives, ties at mid-rank${hidden}`;
  const items =
    coldItems > 0
      ? `the ${coldItems * 100} % of the items whose training interactions are hidden and count as test rows`
      : 'all items';
  return `full ranking of ${items}, ${includesSeen ? 'nothing' : 'items of training and validation'} masked${hidden}`;
}

import { Ontology } from '../../domain/ontology.js';
import { fitOptions } from '../../recommend/fitting/fit-models.js';
import { evaluateVersion, type PromotionParts, trainVersion } from '../../recommend/promotion/train-version.js';
import { projectionFrom } from '../../recommend/workers/projection-copy.js';
import { failureOf } from '../../recommend/workers/task-failure.js';
import { fitStoreOf } from '../fit-store-of.js';
import type { FromTrainingThread, TrainingStartData } from './training-messages.js';

/** Does what a training thread was started for; the last message tells the result, or what went wrong. */
export async function doTrainingJob(
  start: TrainingStartData,
  post: (message: FromTrainingThread) => void,
): Promise<void> {
  try {
    post(await resultOf(start, post));
  } catch (error) {
    post({ type: 'failed', failure: failureOf(error) });
  }
}

async function resultOf(
  { config, projection, media, relations, nowMs, job }: TrainingStartData,
  post: (message: FromTrainingThread) => void,
): Promise<FromTrainingThread> {
  const ontology = new Ontology();
  for (const relation of relations) ontology.declare(relation);
  // Why a provider is not there has been told by the main thread, which opens every model, too.
  const fits = fitStoreOf(
    config,
    () => undefined,
    async () => media,
  );
  const parts: PromotionParts = { fits, projection: projectionFrom(projection), ontology };
  if (job.type === 'evaluate') {
    const { version, metrics, ndcg20 } = await evaluateVersion(parts, job.version, { nowMs, signal: undefined });
    const { low, high, count: users } = ndcg20;
    return { type: 'measured', measured: { version, users, metrics, ndcg20: { low, high } } };
  }
  const outcome = await trainVersion(parts, {
    ...fitOptions({}, nowMs),
    ...job.options,
    onStep: (step) => post({ type: 'step', step }),
    onEpoch: (phase, epoch) => post({ type: 'epoch', phase, epoch }),
  });
  return { type: 'trained', outcome };
}

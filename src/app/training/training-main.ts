import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { basename } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { Ontology } from '../../domain/ontology.js';
import { fitOptions } from '../../recommend/fitting/fit-models.js';
import { evaluateVersion, type PromotionParts, trainVersion } from '../../recommend/promotion/train-version.js';
import { projectionFrom } from '../../recommend/workers/projection-copy.js';
import { failureOf } from '../../recommend/workers/task-failure.js';
import { fitStoreOf } from '../fit-store-of.js';
import type { FromTrainingThread, TrainingStartData } from './training-messages.js';

const NICENESS = 10;

/** The entry of a thread that trains or measures beside the requests; it ends with its job. */
const port = parentPort;
if (port === null) throw new Error('This file is the entry of a training thread and cannot be run by itself.');
const post = (message: FromTrainingThread) => port.postMessage(message);

try {
  yieldToRequests();
  await work(workerData);
} catch (error) {
  post({ type: 'failed', failure: failureOf(error) });
}

async function work({ config, projection, relations, nowMs, job }: TrainingStartData): Promise<void> {
  const ontology = new Ontology();
  for (const relation of relations) ontology.declare(relation);
  // Why a provider is not there has been told by the main thread, which opens every model, too.
  const fits = fitStoreOf(config, () => undefined);
  const parts: PromotionParts = { fits, projection: projectionFrom(projection), ontology };
  if (job.type === 'evaluate') {
    const { version, metrics, ndcg20 } = await evaluateVersion(parts, job.version, { nowMs, signal: undefined });
    const { low, high, count: users } = ndcg20;
    return post({ type: 'measured', measured: { version, users, metrics, ndcg20: { low, high } } });
  }
  const outcome = await trainVersion(parts, {
    ...fitOptions({}, nowMs),
    ...job.options,
    onStep: (step) => post({ type: 'step', step }),
    onEpoch: (phase, epoch) => post({ type: 'epoch', phase, epoch }),
  });
  post({ type: 'trained', outcome });
}

/** Linux schedules threads by their own niceness, and those that ONNX Runtime starts from here inherit it. */
function yieldToRequests(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(Number(basename(readlinkSync('/proc/thread-self'))), NICENESS);
  } catch {
    // Training then competes with requests as an equal, which slows them down and breaks nothing.
  }
}

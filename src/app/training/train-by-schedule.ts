import type { Logger } from 'pino';
import type { Config } from '../../config/config.js';
import type { Projection } from '../../graph/projection/projection.js';
import { FIT_NAME } from '../../recommend/fitting/fitted-model-files.js';
import { modelStoreOf } from '../fit-store-of.js';
import type { TrainingJobs } from './training-jobs.js';
import { TrainingSchedule } from './training-schedule.js';

/** Begins trainings of a server when its configuration says so. */
export async function trainBySchedule(
  config: Config,
  { jobs, projection }: { readonly jobs: TrainingJobs; readonly projection: Projection },
  logger: Logger,
): Promise<TrainingSchedule> {
  const { trainEveryMs: everyMs, trainAfterEvents: afterEvents } = config;
  const store = modelStoreOf(config);
  const served = await store.served(FIT_NAME);
  const schedule = new TrainingSchedule({
    everyMs,
    afterEvents,
    eventCount: () => projection.events.length,
    clock: Date.now,
    logger,
    trainedAtMs: served === null ? null : (await store.manifest(FIT_NAME, served)).createdAtMs,
    train: async () => {
      const { id } = await jobs.start({ seed: null, trials: null });
      await jobs.idle();
      return (await jobs.journal.run(id))?.status === 'finished';
    },
  });
  schedule.start();
  return schedule;
}

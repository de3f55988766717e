import type { TrainingFacts } from '../../domain/trained-models.js';
import { type FitOptions, fitOptions } from '../../recommend/fitting/fit-models.js';
import { FIT_NAME } from '../../recommend/fitting/fitted-model-files.js';
import {
  type PromotionOutcome,
  type PromotionParts,
  type TrainingOutcome,
  trainVersion,
} from '../../recommend/promotion/train-version.js';
import { TrainingJournal } from './training-journal.js';
import { withTrainingLock } from './training-lock.js';

/** What a training may be given; the rest is usual. */
export type TrainingOptions = Partial<FitOptions> & {
  /** Whether the version serves even if it is worse than the one before. */
  readonly isForced?: boolean;
};

/** A training that has ended well. */
export interface FinishedTraining {
  readonly outcome: TrainingOutcome;
  /** What was written down of it; null when it could not be. */
  readonly run: TrainingFacts | null;
  /** Where TensorBoard finds its curves. */
  readonly eventsFolder: string;
}

/** A training whose end whoever answers requests has heard of. */
export interface ServedTraining extends FinishedTraining {
  /** The version that recommends now. */
  readonly servedVersion: string;
}

/**
 * Trains in this thread, as commands do, which have nothing else to do meanwhile; the record and the lock are the same
 * as those of trainings beside requests.
 */
export async function trainHere(
  dataDir: string,
  parts: PromotionParts,
  { isForced = false, ...given }: TrainingOptions,
): Promise<FinishedTraining> {
  const journal = new TrainingJournal(dataDir);
  const startedAtMs = Date.now();
  const id = TrainingJournal.newId(startedAtMs);
  const options = { ...fitOptions(given, startedAtMs), runId: id };
  return withTrainingLock(journal.lockPath, id, async () => {
    const { seed, trials, ranker, rankerMembers, examinedUsers } = options;
    const settings = { trials, ranker, rankerMembers, examinedUsers };
    const record = await journal.begin({ id, model: FIT_NAME, startedAtMs, seed, settings });
    const onEpoch: FitOptions['onEpoch'] = (phase, epoch) => {
      record.epoch(phase, epoch);
      given.onEpoch?.(phase, epoch);
    };
    const end = async (status: 'finished' | 'failed' | 'stopped', message: string) => {
      const problem = await record.end(status, Date.now(), message);
      if (problem !== null) given.onStep?.(problem);
    };
    try {
      const outcome = await trainVersion(parts, { ...options, onEpoch }, isForced);
      await end('finished', outcomeText(outcome));
      return { outcome, run: await journal.run(id), eventsFolder: journal.eventsFolder(id) };
    } catch (error) {
      await end(
        given.signal?.aborted === true ? 'stopped' : 'failed',
        error instanceof Error ? error.message : String(error),
      );
      throw error;
    }
  });
}

/** What became of a version, in sentences. */
export function outcomeText({ version, isPromoted, reason }: PromotionOutcome): string {
  return `${version} ${isPromoted ? 'serves' : 'was stored, but does not serve'}. ${reason}`;
}

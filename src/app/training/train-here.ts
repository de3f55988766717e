import { type FitOptions, fitOptions } from '../../recommend/fitting/fit-models.js';
import { FIT_NAME } from '../../recommend/fitting/fitted-model-files.js';
import { type PromotionOutcome, type PromotionParts, trainVersion } from '../../recommend/promotion/train-version.js';
import { TrainingJournal } from './training-journal.js';
import { withTrainingLock } from './training-lock.js';

/**
 * Trains in this thread, as commands do, which have nothing else to do meanwhile; the log and the lock are the same as
 * those of trainings beside requests.
 */
export async function trainHere(
  dataDir: string,
  parts: PromotionParts,
  given: Partial<FitOptions>,
): Promise<PromotionOutcome> {
  const journal = new TrainingJournal(dataDir);
  const startedAtMs = Date.now();
  const id = TrainingJournal.newId(startedAtMs);
  const options = { ...fitOptions(given, startedAtMs), runId: id };
  return withTrainingLock(journal.lockPath, id, async () => {
    const { seed, trials } = options;
    const log = await journal.begin({ id, model: FIT_NAME, startedAtMs, seed, settings: { trials } });
    const writing: Promise<void>[] = [];
    const onEpoch: FitOptions['onEpoch'] = (phase, epoch) => {
      writing.push(log.epoch(phase, epoch));
      given.onEpoch?.(phase, epoch);
    };
    try {
      const outcome = await trainVersion(parts, { ...options, onEpoch });
      await Promise.all(writing);
      await log.end('finished', Date.now(), outcomeText(outcome));
      return outcome;
    } catch (error) {
      await Promise.allSettled(writing);
      const message = error instanceof Error ? error.message : String(error);
      await log.end(given.signal?.aborted === true ? 'stopped' : 'failed', Date.now(), message);
      throw error;
    }
  });
}

/** What became of a version, in sentences. */
export function outcomeText({ version, isPromoted, reason }: PromotionOutcome): string {
  return `${version} ${isPromoted ? 'serves' : 'was stored, but does not serve'}. ${reason}`;
}

import { EventEmitter, on } from 'node:events';
import type { TrainingProgress } from '../../domain/trained-models.js';

const PROGRESS = 'progress';

/** Tells everybody who listens what happens in trainings. */
export class ProgressChannel {
  private readonly events = new EventEmitter<Record<string, [TrainingProgress]>>().setMaxListeners(0);
  /** What was told last of the training that runs; null when none does. */
  current: TrainingProgress | null = null;

  tell(progress: TrainingProgress): void {
    this.current = progress.status === 'running' ? progress : null;
    this.events.emit(PROGRESS, progress);
  }

  /**
   * What happens from now on, after where the running training stands; of one training until its end. It is no
   * generator: one that waits for the next message could not be stopped before that comes.
   */
  listen(runId: string | null): AsyncIterableIterator<TrainingProgress> {
    const source = on(this.events, PROGRESS);
    let first = this.current;
    let isDone = false;
    const next = async (): Promise<IteratorResult<TrainingProgress>> => {
      while (!isDone) {
        const progress = first ?? (await nextOf(source));
        first = null;
        if (progress === null) break;
        if (runId !== null && progress.runId !== runId) continue;
        isDone = runId !== null && progress.status !== 'running';
        return { done: false, value: progress };
      }
      await source.return?.();
      return { done: true, value: undefined };
    };
    return {
      next,
      return: async () => {
        isDone = true;
        await source.return?.();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }
}

async function nextOf(source: AsyncIterator<TrainingProgress[]>): Promise<TrainingProgress | null> {
  const { done, value } = await source.next();
  return done === true ? null : value[0];
}

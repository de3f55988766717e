import { IsthmusError } from '../../domain/errors.js';
import type {
  EvaluationFacts,
  ModelFacts,
  ModelRegistry,
  TrainingFacts,
  TrainingProgress,
  TrainingWish,
} from '../../domain/trained-models.js';
import type { ModelStore } from '../../models/store/model-store.js';
import { FIT_NAME } from '../../recommend/fitting/fitted-model-files.js';
import type { TrainingJobs } from '../training/training-jobs.js';
import { storedModels } from './stored-models.js';

/** The stored models and trainings of the data folder that a server works on. */
export class ServedModels implements ModelRegistry {
  constructor(
    private readonly store: ModelStore,
    private readonly jobs: TrainingJobs,
  ) {}

  models(): Promise<ModelFacts[]> {
    return storedModels(this.store);
  }

  runIds(): Promise<string[]> {
    return this.jobs.journal.ids();
  }

  run(id: string): Promise<TrainingFacts | null> {
    return this.jobs.journal.run(id);
  }

  startTraining(wish: TrainingWish): Promise<TrainingFacts> {
    return this.jobs.start(wish);
  }

  async progress(runId: string | null): Promise<AsyncIterable<TrainingProgress>> {
    const { progress } = this.jobs;
    // Before anything is awaited, so that nothing is missed.
    const listening = progress.listen(runId);
    if (runId === null || progress.current?.runId === runId) return listening;
    await listening.return?.();
    const run = await this.run(runId);
    if (run === null) throw new IsthmusError('NOT_FOUND', `There is no training "${runId}".`);
    return ended(run);
  }

  async evaluate(version: string | null): Promise<EvaluationFacts> {
    const measured = version ?? (await this.store.served(FIT_NAME));
    if (measured === null) throw new IsthmusError('NOT_FOUND', 'No model is stored yet. Start a training first.');
    const versions = await this.store.versions(FIT_NAME);
    if (!versions.includes(measured)) throw new IsthmusError('NOT_FOUND', `There is no version "${measured}".`);
    return this.jobs.measure(measured);
  }
}

/** Somebody who asks for a training that has ended hears how. */
async function* ended({ id, status, message }: TrainingFacts): AsyncGenerator<TrainingProgress> {
  yield { runId: id, status, step: '', phase: null, epoch: null, message };
}

import { IsthmusError } from '../../domain/errors.js';
import { Ontology } from '../../domain/ontology.js';
import { Turns } from '../../domain/turns.js';
import type { Projection } from '../../graph/projection/projection.js';
import { ProjectionUpdater } from '../../graph/projection/projection-updater.js';
import type { CommittedWrite } from '../../graph/writes/committed-write.js';
import { OnnxRanker } from '../../models/ranker/onnx-ranker.js';
import { FEATURE_COUNT } from '../ranking/features.js';
import { PriorRanker } from '../ranking/prior-ranker.js';
import type { Ranker } from '../ranking/ranker.js';
import { Recommender } from '../recommender.js';
import { type AnswerText, explanationToText, pageToText } from './answer-text.js';
import { projectionFrom } from './projection-copy.js';
import { modelsOf, type SharedFit } from './shared-fit.js';
import type { Task } from './task.js';
import { failureOf } from './task-failure.js';
import type { FromWorker, LoadMessage, ToWorker, WorkerStart } from './worker-messages.js';

interface Generation {
  readonly projection: Projection;
  readonly ranker: Ranker;
  readonly recommender: Recommender;
}

/**
 * What one thread does: it keeps a projection of its own current by the writes that it is sent, and answers tasks one
 * after another with the fit that each names.
 */
export class RecommendationWorker {
  private readonly ontology = new Ontology();
  private projection: Projection | null = null;
  private readonly loading = new Map<
    number,
    { readonly projection: Projection; readonly ready: Promise<Generation> }
  >();
  private readonly turns = new Turns();

  constructor(
    private readonly start: WorkerStart,
    private readonly post: (message: FromWorker) => void,
  ) {}

  /** Handles one message. Resolves when all that it asked for is done; the next may be handled before. */
  async receive(message: ToWorker): Promise<void> {
    switch (message.type) {
      case 'load':
        return this.load(message);
      case 'write':
        return this.write(JSON.parse(message.writes));
      case 'task':
        return this.turns.take(() => this.answer(message.slot, message.generation, message.task));
      case 'drop':
        return this.turns.take(() => this.drop(message.generation));
      case 'close':
        return this.turns.take(async () => {
          for (const generation of [...this.loading.keys()]) await this.drop(generation);
        });
    }
  }

  private async load({ generation, projection: copy, relations, fit }: LoadMessage): Promise<void> {
    for (const relation of relations) this.ontology.declare(relation);
    // At once, because the next message may be a write, which has to reach this projection.
    if (copy !== null) this.projection = projectionFrom(copy);
    const { projection } = this;
    if (projection === null) throw new Error(`Generation ${generation} came before any projection.`);
    const ready = this.open(projection, fit);
    this.loading.set(generation, { projection, ready });
    await ready;
    this.post({ type: 'loaded', generation });
  }

  private async open(projection: Projection, fit: SharedFit): Promise<Generation> {
    const { provider, tokenKey } = this.start;
    const ranker =
      fit.ranker === null
        ? new PriorRanker()
        : // The main thread, which has opened the same model, has told of a provider that is not there.
          await OnnxRanker.open(fit.ranker, fit.plain.version, FEATURE_COUNT, {
            provider,
            threads: 1,
            warn: () => undefined,
          });
    const models = modelsOf(fit, ranker);
    const recommender = new Recommender({ projection, ontology: this.ontology, models, tokenKey, clock: Date.now });
    return { projection, ranker, recommender };
  }

  private write(writes: readonly CommittedWrite[]): void {
    for (const write of writes) if (write.type === 'declaration') this.ontology.declare(write.relation);
    const projections = new Set([...this.loading.values()].map(({ projection }) => projection));
    for (const projection of projections) new ProjectionUpdater(projection).apply(writes);
  }

  private async answer(slot: number, generation: number, task: Task): Promise<void> {
    if (Atomics.load(this.start.cancelled, slot) !== 0) return this.post({ type: 'skipped', slot });
    try {
      const loading = this.loading.get(generation);
      if (loading === undefined) throw new IsthmusError('INTERNAL', `This thread has no fit number ${generation}.`);
      const { recommender } = await loading.ready;
      this.post({ type: 'answered', slot, answer: await answerOf(recommender, task) });
    } catch (error) {
      this.post({ type: 'failed', slot, failure: failureOf(error) });
    }
  }

  private async drop(generation: number): Promise<void> {
    const loading = this.loading.get(generation);
    this.loading.delete(generation);
    const ranker = (await loading?.ready)?.ranker;
    if (ranker instanceof OnnxRanker) await ranker.release();
  }
}

async function answerOf(recommender: Recommender, task: Task): Promise<AnswerText> {
  const { nowMs } = task;
  if (task.type === 'recommend') return pageToText(await recommender.recommend(task.request, { nowMs }));
  const { subject, itemId, scene, language } = task;
  return explanationToText(await recommender.explain(subject, itemId, scene, language, { nowMs }));
}

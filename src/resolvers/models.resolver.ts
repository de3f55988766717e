import {
  Arg,
  Args,
  Ctx,
  Directive,
  FieldResolver,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import { z } from 'zod';
import type { TrainingProgress as ProgressFacts } from '../domain/trained-models.js';
import { PRIVATE_ANSWER } from '../schema/cache-control.js';
import { costs } from '../schema/field-cost.js';
import { EvaluateInput } from '../schema/models/evaluate.input.js';
import { EvaluatePayload } from '../schema/models/evaluate.payload.js';
import { Evaluation } from '../schema/models/evaluation.type.js';
import { Model } from '../schema/models/model.type.js';
import { ModelConnection, ModelEdge } from '../schema/models/model-connection.type.js';
import { StartTrainingInput } from '../schema/models/start-training.input.js';
import { StartTrainingPayload } from '../schema/models/start-training.payload.js';
import { TrainingProgress } from '../schema/models/training-progress.type.js';
import { TrainingRun } from '../schema/models/training-run.type.js';
import { TrainingRunConnection, TrainingRunEdge } from '../schema/models/training-run-connection.type.js';
import { Problem } from '../schema/mutations/problem.type.js';
import { checkedPageSize } from '../schema/page-size.js';
import { PageArgs } from '../schema/pages/page.args.js';
import { checkedRange } from './argument-checks.js';
import { decodeCursor, encodeCursor } from './cursor.js';
import { attemptWhole } from './problems.js';
import type { RequestContext } from './request-context.js';

const MODELS = 'models';
const RUNS = 'trainingRuns';
const modelKey = z.tuple([z.string(), z.string()]);
const runKey = z.tuple([z.string()]);

/** The stored models: what they are, how they were trained, how good they are, and new trainings. */
@Resolver(() => Model)
export class ModelsResolver {
  @Directive(PRIVATE_ANSWER)
  @Query(() => ModelConnection, {
    description: 'The stored versions of all models, the newest of each first.',
    complexity: costs({ own: 100, perEntry: 1 }),
  })
  async models(
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() { services: { registry } }: RequestContext,
  ): Promise<ModelConnection> {
    const size = checkedPageSize(first);
    const [name, version] = typeof after === 'string' ? decodeCursor(MODELS, modelKey, after) : ['', ''];
    const all = (await registry.models()).filter((one) => one.problem === null);
    const rest = all.filter((one) => one.name > name || (one.name === name && one.version < version));
    const edges = rest
      .slice(0, size)
      .map((facts) => new ModelEdge(new Model(facts), encodeCursor(MODELS, [facts.name, facts.version])));
    return new ModelConnection(edges, rest.length > size);
  }

  @Directive(PRIVATE_ANSWER)
  @Query(() => Model, {
    nullable: true,
    description: 'A stored version of a model; null when there is none.',
    complexity: costs({ own: 100 }),
  })
  async model(
    @Arg('name', () => String, { defaultValue: 'recommender', description: 'The name of the model.' }) name: string,
    @Arg('version', () => ID, { nullable: true, description: 'The version; left out: the one that serves.' })
    version: string | null,
    @Ctx() { services: { registry } }: RequestContext,
  ): Promise<Model | null> {
    const wanted = version ?? null;
    const facts = (await registry.models()).find(
      (one) => one.name === name && one.problem === null && (wanted === null ? one.isServed : one.version === wanted),
    );
    return facts === undefined ? null : new Model(facts);
  }

  @FieldResolver(() => TrainingRun, {
    nullable: true,
    description: 'The training that made it, with its curves; null when its log is gone, or it was made otherwise.',
    complexity: costs({ own: 20 }),
  })
  trainingRun(@Root() model: Model, @Ctx() context: RequestContext): Promise<TrainingRun | null> | null {
    return model.trainingRunId === null ? null : readRun(model.trainingRunId, context);
  }

  @Directive(PRIVATE_ANSWER)
  @Query(() => TrainingRunConnection, {
    description: 'The trainings that are remembered, the newest first.',
    complexity: costs({ own: 50, perEntry: 20 }),
  })
  async trainingRuns(
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<TrainingRunConnection> {
    const size = checkedPageSize(first);
    const [last] = typeof after === 'string' ? decodeCursor(RUNS, runKey, after) : [null];
    const ids = await context.services.registry.runIds();
    const rest = ids.filter((id) => last === null || id < last);
    const runs = await Promise.all(rest.slice(0, size).map((id) => readRun(id, context)));
    const edges = runs.flatMap((run) => (run === null ? [] : [new TrainingRunEdge(run, encodeCursor(RUNS, [run.id]))]));
    return new TrainingRunConnection(edges, rest.length > size);
  }

  @Mutation(() => StartTrainingPayload, {
    description: 'Begins a training beside the requests; one runs at a time. `trainingProgress` tells how it goes.',
    complexity: costs({ own: 2_000 }),
  })
  async startTraining(
    @Arg('input', () => StartTrainingInput, { description: 'How to train.' }) { seed, trials }: StartTrainingInput,
    @Ctx() { services: { registry }, deadline }: RequestContext,
  ): Promise<StartTrainingPayload> {
    const begun = await attemptWhole(async () => {
      const wish = { seed: inRange(seed, 0, 999_999_999, 'seed'), trials: inRange(trials, 1, 1_000, 'trials') };
      return new TrainingRun(await deadline.within(registry.startTraining(wish)));
    });
    return begun instanceof Problem ? new StartTrainingPayload(null, [begun]) : new StartTrainingPayload(begun, []);
  }

  @Mutation(() => EvaluatePayload, {
    description: 'Measures a version on the newest items of some users, from which no version has learned.',
    complexity: costs({ own: 5_000 }),
  })
  async evaluate(
    @Arg('input', () => EvaluateInput, { description: 'Which version.' }) { version }: EvaluateInput,
    @Ctx() { services: { registry }, deadline }: RequestContext,
  ): Promise<EvaluatePayload> {
    const measured = await attemptWhole(
      async () => new Evaluation(await deadline.within(registry.evaluate(version ?? null))),
    );
    return measured instanceof Problem ? new EvaluatePayload(null, [measured]) : new EvaluatePayload(measured, []);
  }

  @Subscription(() => TrainingProgress, {
    description: 'What happens in trainings from now on; in one training until its end.',
    complexity: costs({ own: 100 }),
    subscribe: ({ args, context }: { args: { runId?: string | null }; context: RequestContext }) =>
      context.services.registry.progress(args.runId ?? null),
  })
  trainingProgress(
    @Root() progress: ProgressFacts,
    @Arg('runId', () => ID, { nullable: true, description: 'The training; left out: all that run.' })
    _runId: string | null,
  ): TrainingProgress {
    return new TrainingProgress(progress);
  }
}

async function readRun(id: string, { services }: RequestContext): Promise<TrainingRun | null> {
  const facts = await services.registry.run(id);
  return facts === null ? null : new TrainingRun(facts);
}

function inRange(value: number | null | undefined, from: number, to: number, argument: string): number | null {
  return value === null || value === undefined ? null : checkedRange(value, from, to, argument);
}

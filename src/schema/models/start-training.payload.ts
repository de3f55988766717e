import { Field, ObjectType } from 'type-graphql';
import { Problem } from '../mutations/problem.type.js';
import { TrainingRun } from './training-run.type.js';

/** The GraphQL type StartTrainingPayload. */
@ObjectType('StartTrainingPayload', { simpleResolvers: true, description: 'The training that has begun.' })
export class StartTrainingPayload {
  constructor(run: TrainingRun | null, errors: readonly Problem[]) {
    this.run = run;
    this.errors = errors;
  }

  @Field(() => TrainingRun, { nullable: true, description: 'The training; null when it could not begin.' })
  readonly run: TrainingRun | null;

  @Field(() => [Problem], { description: 'Why it could not begin, such as another one that is running.' })
  readonly errors: readonly Problem[];
}

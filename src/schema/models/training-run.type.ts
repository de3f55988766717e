import { GraphQLJSON } from 'graphql-scalars';
import { Field, Float, GraphQLISODateTime, ID, ObjectType } from 'type-graphql';
import type { TrainingFacts, TrainingStatus } from '../../domain/trained-models.js';
import { TrainingStatusEnum } from '../enums/training-status.enum.js';
import { usually } from '../field-cost.js';
import { TrainingEpoch } from './training-epoch.type.js';

/** The GraphQL type TrainingPhase. */
@ObjectType('TrainingPhase', { simpleResolvers: true, description: 'One part of a training, with its curves.' })
export class TrainingPhase {
  constructor(name: string, epochs: readonly TrainingEpoch[]) {
    this.name = name;
    this.epochs = epochs;
  }

  @Field(() => String, { description: 'Which part it is.' })
  readonly name: string;

  @Field(() => [TrainingEpoch], { description: 'Its passes over the examples, in order.', complexity: usually(20) })
  readonly epochs: readonly TrainingEpoch[];
}

/** The GraphQL type TrainingRun. */
@ObjectType('TrainingRun', { simpleResolvers: true, description: 'A training, running or ended.' })
export class TrainingRun {
  constructor(private readonly facts: TrainingFacts) {}

  @Field(() => ID, { description: 'Names the training.' })
  get id(): string {
    return this.facts.id;
  }

  @Field(() => String, { description: 'The name of the model that it makes a version of.' })
  get model(): string {
    return this.facts.model;
  }

  @Field(() => TrainingStatusEnum, { description: 'Where it stands.' })
  get status(): TrainingStatus {
    return this.facts.status;
  }

  @Field(() => GraphQLISODateTime, { description: 'When it began.' })
  get startedAt(): Date {
    return new Date(this.facts.startedAtMs);
  }

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it ended; null while it runs.' })
  get endedAt(): Date | null {
    return this.facts.endedAtMs === null ? null : new Date(this.facts.endedAtMs);
  }

  @Field(() => Float, { description: 'The seed of everything random.' })
  get seed(): number {
    return this.facts.seed;
  }

  @Field(() => GraphQLJSON, { nullable: true, description: 'What it was started with.' })
  get settings(): unknown {
    return this.facts.settings;
  }

  @Field(() => [TrainingPhase], { description: 'Its curves, one part after another.', complexity: usually(2) })
  get phases(): TrainingPhase[] {
    return this.facts.phases.map(
      ({ name, epochs }) =>
        new TrainingPhase(
          name,
          epochs.map((epoch) => new TrainingEpoch(epoch)),
        ),
    );
  }

  @Field(() => String, {
    nullable: true,
    description: 'How it ended: which version serves now and why, or what went wrong.',
  })
  get message(): string | null {
    return this.facts.message;
  }
}

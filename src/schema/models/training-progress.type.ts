import { Field, ID, ObjectType } from 'type-graphql';
import type { TrainingProgress as ProgressFacts, TrainingStatus } from '../../domain/trained-models.js';
import { TrainingStatusEnum } from '../enums/training-status.enum.js';
import { TrainingEpoch } from './training-epoch.type.js';

/** The GraphQL type TrainingProgress. */
@ObjectType('TrainingProgress', { simpleResolvers: true, description: 'What happens in a training at one moment.' })
export class TrainingProgress {
  constructor(private readonly facts: ProgressFacts) {}

  @Field(() => ID, { description: 'The training.' })
  get runId(): string {
    return this.facts.runId;
  }

  @Field(() => TrainingStatusEnum, { description: 'Where it stands; after anything but RUNNING nothing more comes.' })
  get status(): TrainingStatus {
    return this.facts.status;
  }

  @Field(() => String, { description: 'What is being done.' })
  get step(): string {
    return this.facts.step;
  }

  @Field(() => String, { nullable: true, description: 'The part whose epoch has just ended; null when none has.' })
  get phase(): string | null {
    return this.facts.phase;
  }

  @Field(() => TrainingEpoch, { nullable: true, description: 'The epoch that has just ended; null when none has.' })
  get epoch(): TrainingEpoch | null {
    return this.facts.epoch === null ? null : new TrainingEpoch(this.facts.epoch);
  }

  @Field(() => String, { nullable: true, description: 'How it ended; null while it runs.' })
  get message(): string | null {
    return this.facts.message;
  }
}

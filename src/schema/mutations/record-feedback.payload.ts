import { Field, Int, ObjectType } from 'type-graphql';
import { FeedbackOutcome } from './feedback-outcome.type.js';
import { Problem } from './problem.type.js';

/** The GraphQL type RecordFeedbackPayload. */
@ObjectType('RecordFeedbackPayload', { simpleResolvers: true, description: 'What became of the events.' })
export class RecordFeedbackPayload {
  constructor(outcomes: readonly FeedbackOutcome[], errors: readonly Problem[]) {
    this.outcomes = outcomes;
    this.errors = errors;
  }

  @Field(() => [FeedbackOutcome], { description: 'One outcome an event, in the order of the input.' })
  readonly outcomes: readonly FeedbackOutcome[];

  @Field(() => Int, { description: 'How many events are stored now that were not before.' })
  get recordedCount(): number {
    return this.outcomes.filter((outcome) => outcome.status === 'recorded').length;
  }

  @Field(() => [Problem], { description: 'Every problem, with the place of its event; empty when all went well.' })
  readonly errors: readonly Problem[];
}

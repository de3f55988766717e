import { Field, InputType } from 'type-graphql';
import { FeedbackEventInput } from './feedback-event.input.js';
import { MAX_BATCH_ENTRIES } from './max-batch-entries.js';

/** The GraphQL input RecordFeedbackInput. */
@InputType('RecordFeedbackInput', { description: 'Events to record.' })
export class RecordFeedbackInput {
  @Field(() => [FeedbackEventInput], { description: `The events, 1 to ${MAX_BATCH_ENTRIES} of them.` })
  readonly events!: readonly FeedbackEventInput[];

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Makes a user of every unknown `userId`; otherwise the events of unknown users are refused.',
  })
  readonly createMissingUsers!: boolean;
}

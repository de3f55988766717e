import { Field, ObjectType } from 'type-graphql';
import { type FeedbackStatus, FeedbackStatusEnum } from '../enums/feedback-status.enum.js';
import { FeedbackAttribution } from './feedback-attribution.type.js';
import { Problem } from './problem.type.js';

/** The GraphQL type FeedbackOutcome. */
@ObjectType('FeedbackOutcome', { simpleResolvers: true, description: 'What became of one event.' })
export class FeedbackOutcome {
  constructor(
    eventId: string,
    status: FeedbackStatus,
    problem: Problem | null,
    attribution: FeedbackAttribution | null,
  ) {
    this.eventId = eventId;
    this.status = status;
    this.problem = problem;
    this.attribution = attribution;
  }

  @Field(() => String, { description: 'The id of the event.' })
  readonly eventId: string;

  @Field(() => FeedbackStatusEnum, { description: 'Whether it is stored.' })
  readonly status: FeedbackStatus;

  @Field(() => Problem, { nullable: true, description: 'Why it was refused; null otherwise.' })
  readonly problem: Problem | null;

  @Field(() => FeedbackAttribution, {
    nullable: true,
    description: 'What it is credited to; null without a `recommendationId`, or when its page did not show the item.',
  })
  readonly attribution: FeedbackAttribution | null;
}

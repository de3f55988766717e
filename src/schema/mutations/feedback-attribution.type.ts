import { Field, Int, ObjectType } from 'type-graphql';

/** The GraphQL type FeedbackAttribution. */
@ObjectType('FeedbackAttribution', {
  simpleResolvers: true,
  description: 'The recommendation that an event is credited to, read from its signed id.',
})
export class FeedbackAttribution {
  constructor(modelVersion: string, rank: number) {
    this.modelVersion = modelVersion;
    this.rank = rank;
  }

  @Field(() => String, { description: 'The version of the model that ranked the list.' })
  readonly modelVersion: string;

  @Field(() => Int, { description: 'The place of the item on its page, from 1.' })
  readonly rank: number;
}

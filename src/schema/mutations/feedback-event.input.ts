import { Field, Float, GraphQLISODateTime, ID, InputType } from 'type-graphql';
import { InteractionKindEnum } from '../enums/interaction-kind.enum.js';
import { FacetInput } from '../recommendations/facet.input.js';

/** The GraphQL input FeedbackEventInput. */
@InputType('FeedbackEventInput', { description: 'Something that a user did with an item.' })
export class FeedbackEventInput {
  @Field(() => String, {
    description: 'Chosen by the client, unique within the user: sending the same event again changes nothing.',
  })
  readonly eventId!: string;

  @Field(() => ID, { description: 'Who did it.' })
  readonly userId!: string;

  @Field(() => ID, { description: 'The item.' })
  readonly itemId!: string;

  @Field(() => InteractionKindEnum, { description: 'What the user did.' })
  readonly kind!: string;

  @Field(() => Float, {
    nullable: true,
    description: 'For RATE the rating, 1 to 5; for other kinds a number of your own.',
  })
  readonly value?: number | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it happened; left out: now.' })
  readonly at?: Date | null;

  @Field(() => ID, { nullable: true, description: 'The scene; left out: that of the recommendation, if one is named.' })
  readonly sceneId?: string | null;

  @Field(() => [FacetInput], {
    nullable: true,
    description: 'Facets of the situation, such as device, place or weather; at most 30, each of a name of its own.',
  })
  readonly context?: FacetInput[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Of the list that showed the item, so that the feedback is credited to it.',
  })
  readonly recommendationId?: string | null;
}

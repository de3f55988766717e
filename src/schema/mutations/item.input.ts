import { Field, GraphQLISODateTime, ID, InputType, Int } from 'type-graphql';
import { AttributeInput } from './attribute.input.js';

/** The GraphQL input ItemInput. */
@InputType('ItemInput', { description: 'An item as it shall stand; what is left out is empty afterwards.' })
export class ItemInput {
  @Field(() => ID, { description: 'The id of the item.' })
  readonly id!: string;

  @Field(() => ID, { description: 'Its domain, which is made when it does not exist.' })
  readonly domain!: string;

  @Field(() => String, { description: 'What it is called.' })
  readonly title!: string;

  @Field(() => String, { nullable: true, description: 'What it is called in Chinese.' })
  readonly titleZh?: string | null;

  @Field(() => String, { nullable: true, description: 'What it is about.' })
  readonly description?: string | null;

  @Field(() => String, { nullable: true, description: 'What it is about, in Chinese.' })
  readonly descriptionZh?: string | null;

  @Field(() => Int, { nullable: true, description: 'The year in which it first came out.' })
  readonly year?: number | null;

  @Field(() => Boolean, { defaultValue: true, description: 'Whether it can be had at the moment.' })
  readonly isAvailable!: boolean;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it entered the catalogue.' })
  readonly addedAt?: Date | null;

  @Field(() => [AttributeInput], { nullable: true, description: 'Further properties.' })
  readonly attributes?: readonly AttributeInput[] | null;
}

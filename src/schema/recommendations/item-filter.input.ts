import { Field, ID, InputType, Int } from 'type-graphql';
import { AttributeFilterInput } from './attribute-filter.input.js';

/** The GraphQL input ItemFilterInput. */
@InputType('ItemFilterInput', { description: 'Which items may appear; all conditions must hold.' })
export class ItemFilterInput {
  @Field(() => [ID], { nullable: true, description: 'Items that are related to every one of these entities.' })
  readonly entityIds?: readonly string[] | null;

  @Field(() => Int, { nullable: true, description: 'Items of this year or later.' })
  readonly yearFrom?: number | null;

  @Field(() => Int, { nullable: true, description: 'Items of this year or earlier.' })
  readonly yearTo?: number | null;

  @Field(() => [AttributeFilterInput], { nullable: true, description: 'Conditions on attributes.' })
  readonly attributes?: readonly AttributeFilterInput[] | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Leaves out items that cannot be had at the moment.' })
  readonly onlyAvailable!: boolean;
}

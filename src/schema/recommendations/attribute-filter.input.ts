import { Field, InputType } from 'type-graphql';

/** The GraphQL input AttributeFilterInput. */
@InputType('AttributeFilterInput', { description: 'The attribute of the item has one of the values.' })
export class AttributeFilterInput {
  @Field(() => String, { description: 'The name of the attribute, as `Item.attributes` gives it.' })
  readonly name!: string;

  @Field(() => [String], { description: 'The values that are wanted, 1 to 50 of them.' })
  readonly values!: readonly string[];
}

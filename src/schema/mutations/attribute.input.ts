import { Field, Float, InputType } from 'type-graphql';

/** The GraphQL input AttributeInput. */
@InputType('AttributeInput', { description: 'A property by name; give exactly one of `values`, `number` and `flag`.' })
export class AttributeInput {
  @Field(() => String, { description: 'A small letter, then letters, digits and underscores, at most 64 in all.' })
  readonly name!: string;

  @Field(() => [String], { nullable: true, description: 'One or several texts.' })
  readonly values?: readonly string[] | null;

  @Field(() => Float, { nullable: true, description: 'A number.' })
  readonly number?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'True or false.' })
  readonly flag?: boolean | null;
}

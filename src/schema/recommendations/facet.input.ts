import { Field, InputType } from 'type-graphql';

/** The GraphQL input FacetInput. */
@InputType('FacetInput', { description: 'One facet of a situation, such as the weather.' })
export class FacetInput {
  @Field(() => String, {
    description:
      'Its name, as events have it: weather for a column context.weather. It begins with a small letter and has up to 64 letters, digits and underscores.',
  })
  readonly name!: string;

  @Field(() => String, { description: 'Its value, written as in the events; at most 200 characters.' })
  readonly value!: string;
}

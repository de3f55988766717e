import { Field, ObjectType } from 'type-graphql';
import { isOfSituation } from '../../domain/situation.js';

/** The GraphQL type Facet. */
@ObjectType('Facet', { simpleResolvers: true, description: 'One facet of the situation in which something happened.' })
export class Facet {
  constructor(facetName: string, value: string) {
    this.name = facetName;
    this.value = value;
  }

  @Field(() => String, { description: 'Its name, such as weather.' })
  readonly name: string;

  @Field(() => String, { description: 'Its value.' })
  readonly value: string;
}

/** The facets of the situation in an event's context, ordered by name. */
export function facetList(context: Readonly<Record<string, string>>): Facet[] {
  return Object.keys(context)
    .filter(isOfSituation)
    .sort()
    .map((name) => new Facet(name, context[name]));
}

import { Field, Float, InputType } from 'type-graphql';
import { RelationEndInput } from './relation-end.input.js';

/** The GraphQL input RelationInput. */
@InputType('RelationInput', { description: 'A fact: a relation from one node to another.' })
export class RelationInput {
  @Field(() => RelationEndInput, { description: 'Where the relation starts.' })
  readonly subject!: RelationEndInput;

  @Field(() => String, { description: 'The name of a relation of the ontology, such as DIRECTED_BY.' })
  readonly predicate!: string;

  @Field(() => RelationEndInput, { description: 'Where it leads.' })
  readonly object!: RelationEndInput;

  @Field(() => Float, { defaultValue: 1, description: 'How much the fact counts, above 0.' })
  readonly weight!: number;

  @Field(() => String, { defaultValue: 'catalogue', description: 'Where the fact comes from.' })
  readonly source!: string;
}

import { Field, ID, InputType } from 'type-graphql';

/** The GraphQL input EvaluateInput. */
@InputType('EvaluateInput', { description: 'Which version to measure.' })
export class EvaluateInput {
  @Field(() => ID, { nullable: true, description: 'The version; left out: the one that serves.' })
  readonly version?: string | null;
}

import { Field, ID, InputType } from 'type-graphql';

/** The GraphQL input ForgetPreferenceInput. */
@InputType('ForgetPreferenceInput', { description: 'The statement that is no longer to count.' })
export class ForgetPreferenceInput {
  @Field(() => ID, { description: 'The user whom it is about.' })
  readonly userId!: string;

  @Field(() => ID, { description: 'The `id` of the statement, as `userProfile` gives it.' })
  readonly statementId!: string;
}

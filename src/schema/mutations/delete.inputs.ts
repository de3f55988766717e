import { Field, ID, InputType } from 'type-graphql';

/** The GraphQL input DeleteItemInput. */
@InputType('DeleteItemInput', { description: 'The item to delete.' })
export class DeleteItemInput {
  @Field(() => ID, { description: 'Its id.' })
  readonly itemId!: string;
}

/** The GraphQL input DeleteUserInput. */
@InputType('DeleteUserInput', { description: 'The user to delete.' })
export class DeleteUserInput {
  @Field(() => ID, { description: 'Their id.' })
  readonly userId!: string;
}

import { Field, ID, InputType } from 'type-graphql';
import { AttributeInput } from './attribute.input.js';

/** The GraphQL input UserInput. */
@InputType('UserInput', { description: 'A user as they shall stand; what is left out is empty afterwards.' })
export class UserInput {
  @Field(() => ID, { description: 'The id of the user.' })
  readonly id!: string;

  @Field(() => [AttributeInput], { nullable: true, description: 'Properties of the user.' })
  readonly attributes?: readonly AttributeInput[] | null;
}

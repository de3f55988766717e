import { Field, ObjectType } from 'type-graphql';
import { Entity } from '../nodes/entity.type.js';
import { TasteStatement } from './taste-statement.type.js';

/** The GraphQL type UserProfile. */
@ObjectType('UserProfile', {
  simpleResolvers: true,
  description: 'What the platform believes about the tastes of a user, in words that the user can change.',
})
export class UserProfile {
  constructor(statements: readonly TasteStatement[], forgotten: readonly Entity[]) {
    this.statements = statements;
    this.forgotten = forgotten;
  }

  @Field(() => [TasteStatement], { description: 'What the user said first, then what is surest.' })
  readonly statements: readonly TasteStatement[];

  @Field(() => [Entity], {
    description: 'What is no longer to count; a PREFERS relation with a weight above 0 takes it back.',
  })
  readonly forgotten: readonly Entity[];
}

import { Field, ObjectType } from 'type-graphql';
import { Problem } from '../mutations/problem.type.js';
import { Entity } from '../nodes/entity.type.js';

/** The GraphQL type ForgetPreferencePayload. */
@ObjectType('ForgetPreferencePayload', { simpleResolvers: true, description: 'What became of the statement.' })
export class ForgetPreferencePayload {
  constructor(forgotten: Entity | null, errors: readonly Problem[]) {
    this.forgotten = forgotten;
    this.errors = errors;
  }

  @Field(() => Entity, {
    nullable: true,
    description: 'What no longer counts for the user from now on; null when nothing was changed.',
  })
  readonly forgotten: Entity | null;

  @Field(() => [Problem], { description: 'Why nothing was changed; empty otherwise.' })
  readonly errors: readonly Problem[];
}

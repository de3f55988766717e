import { Field, ID, InterfaceType } from 'type-graphql';
import { Problem } from './problem.type.js';

/** The GraphQL interface DeletePayload: what the payloads of all deletions share. */
@InterfaceType('DeletePayload', { description: 'What became of something that was to be deleted.' })
export abstract class DeletePayload {
  constructor(deletedId: string | null, errors: readonly Problem[]) {
    this.deletedId = deletedId;
    this.errors = errors;
  }

  @Field(() => ID, { nullable: true, description: 'The global id of what is gone; null when nothing was deleted.' })
  readonly deletedId: string | null;

  @Field(() => [Problem], { description: 'Why nothing was deleted; empty otherwise.' })
  readonly errors: readonly Problem[];
}

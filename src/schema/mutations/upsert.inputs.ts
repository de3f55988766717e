import { Field, InputType } from 'type-graphql';
import { ItemInput } from './item.input.js';
import { MAX_BATCH_ENTRIES } from './max-batch-entries.js';
import { RelationInput } from './relation.input.js';
import { UserInput } from './user.input.js';

/** The GraphQL input UpsertItemsInput. */
@InputType('UpsertItemsInput', { description: 'Items to add or replace.' })
export class UpsertItemsInput {
  @Field(() => [ItemInput], { description: `The items, 1 to ${MAX_BATCH_ENTRIES} of them.` })
  readonly items!: readonly ItemInput[];
}

/** The GraphQL input UpsertUsersInput. */
@InputType('UpsertUsersInput', { description: 'Users to add or replace.' })
export class UpsertUsersInput {
  @Field(() => [UserInput], { description: `The users, 1 to ${MAX_BATCH_ENTRIES} of them.` })
  readonly users!: readonly UserInput[];
}

/** The GraphQL input UpsertRelationsInput. */
@InputType('UpsertRelationsInput', { description: 'Facts to add or replace.' })
export class UpsertRelationsInput {
  @Field(() => [RelationInput], { description: `The relations, 1 to ${MAX_BATCH_ENTRIES} of them.` })
  readonly relations!: readonly RelationInput[];
}

import { ObjectType } from 'type-graphql';
import { UpsertPayload } from './upsert-payload.js';

/** The GraphQL type UpsertItemsPayload. */
@ObjectType('UpsertItemsPayload', {
  implements: UpsertPayload,
  simpleResolvers: true,
  description: 'What became of the items.',
})
export class UpsertItemsPayload extends UpsertPayload {}

/** The GraphQL type UpsertUsersPayload. */
@ObjectType('UpsertUsersPayload', {
  implements: UpsertPayload,
  simpleResolvers: true,
  description: 'What became of the users.',
})
export class UpsertUsersPayload extends UpsertPayload {}

/** The GraphQL type UpsertRelationsPayload. */
@ObjectType('UpsertRelationsPayload', {
  implements: UpsertPayload,
  simpleResolvers: true,
  description: 'What became of the relations.',
})
export class UpsertRelationsPayload extends UpsertPayload {}

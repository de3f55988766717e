import { ObjectType } from 'type-graphql';
import { DeletePayload } from './delete-payload.js';

/** The GraphQL type DeleteItemPayload. */
@ObjectType('DeleteItemPayload', {
  implements: DeletePayload,
  simpleResolvers: true,
  description: 'What became of the item.',
})
export class DeleteItemPayload extends DeletePayload {}

/** The GraphQL type DeleteUserPayload. */
@ObjectType('DeleteUserPayload', {
  implements: DeletePayload,
  simpleResolvers: true,
  description: 'What became of the user.',
})
export class DeleteUserPayload extends DeletePayload {}

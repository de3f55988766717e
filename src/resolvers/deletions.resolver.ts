import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { NodeRef } from '../domain/nodes.js';
import { costs } from '../schema/field-cost.js';
import { encodeGlobalId, plainId } from '../schema/global-id.js';
import { DeleteItemInput, DeleteUserInput } from '../schema/mutations/delete.inputs.js';
import { DeleteItemPayload, DeleteUserPayload } from '../schema/mutations/delete-payloads.js';
import { Problem } from '../schema/mutations/problem.type.js';
import { attempt } from './problems.js';
import type { RequestContext } from './request-context.js';

/** The mutations that delete for good. */
@Resolver()
export class DeletionsResolver {
  @Mutation(() => DeleteItemPayload, {
    description: 'Deletes an item with its interactions, its relations, and what is known of texts about it.',
    complexity: costs({ own: 200 }),
  })
  async deleteItem(
    @Arg('input', () => DeleteItemInput, { description: 'The item.' }) { itemId }: DeleteItemInput,
    @Ctx() { services: { writer }, deadline }: RequestContext,
  ): Promise<DeleteItemPayload> {
    const id = attempt(null, () => plainId('Item', itemId, 'itemId'));
    if (id instanceof Problem) return new DeleteItemPayload(null, [id]);
    const isGone = await deadline.within(writer.deleteItem(id));
    return new DeleteItemPayload(...deletion({ type: 'Item', id }, isGone));
  }

  @Mutation(() => DeleteUserPayload, {
    description: 'Deletes a user with everything that hangs on them; no trace of them stays in the store.',
    complexity: costs({ own: 200 }),
  })
  async deleteUser(
    @Arg('input', () => DeleteUserInput, { description: 'The user.' }) { userId }: DeleteUserInput,
    @Ctx() { services: { writer }, deadline }: RequestContext,
  ): Promise<DeleteUserPayload> {
    const id = attempt(null, () => plainId('User', userId, 'userId'));
    if (id instanceof Problem) return new DeleteUserPayload(null, [id]);
    const isGone = await deadline.within(writer.deleteUser(id));
    return new DeleteUserPayload(...deletion({ type: 'User', id }, isGone));
  }
}

function deletion({ type, id }: NodeRef, isGone: boolean): [string | null, Problem[]] {
  if (isGone) return [encodeGlobalId(type, id), []];
  return [null, [new Problem('NOT_FOUND', `There is no ${type} with the id "${id}".`)]];
}

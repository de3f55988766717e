import type { NodeRef } from '../domain/nodes.js';
import type { Node } from '../schema/nodes/node.interface.js';
import { User } from '../schema/nodes/user.type.js';
import type { RequestContext } from './request-context.js';

/** The node itself, null when nothing has the id; at once unless it is a user, whose attributes are in the store. */
export function readNode(ref: NodeRef, context: RequestContext): Promise<Node | null> | Node | null {
  return ref.type === 'User' ? readUser(ref.id, context) : context.catalogue.node(ref);
}

/** The user, null when nobody has the id. */
export async function readUser(id: string, { loaders, deadline }: RequestContext): Promise<User | null> {
  const record = await deadline.within(loaders.users.load(id));
  return record === null ? null : new User(record);
}

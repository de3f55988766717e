import { Arg, Ctx, Directive, ID, Query, Resolver } from 'type-graphql';
import { CATALOGUE_ANSWER, PRIVATE_ANSWER } from '../schema/cache-control.js';
import { costs, usually } from '../schema/field-cost.js';
import { globalNodeRef, plainId } from '../schema/global-id.js';
import { Domain } from '../schema/nodes/domain.type.js';
import { Entity } from '../schema/nodes/entity.type.js';
import { Item } from '../schema/nodes/item.type.js';
import { Node } from '../schema/nodes/node.interface.js';
import { Scene } from '../schema/nodes/scene.type.js';
import { User } from '../schema/nodes/user.type.js';
import { MAX_PAGE_SIZE } from '../schema/page-size.js';
import { checkedList } from './argument-checks.js';
import { readNode, readUser } from './read-node.js';
import type { RequestContext } from './request-context.js';

/** The look-ups by id, which answer null when nothing has the id, and the short lists of domains and scenes. */
@Resolver()
export class NodesResolver {
  @Directive(PRIVATE_ANSWER)
  @Query(() => Node, { nullable: true, description: 'The node with a global id; null when nothing has it.' })
  node(
    @Arg('id', () => ID, { description: 'A global id.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<Node | null> | Node | null {
    return readNode(globalNodeRef(id, 'id'), context);
  }

  @Directive(PRIVATE_ANSWER)
  @Query(() => [Node], {
    nullable: 'items',
    description: 'The nodes with these global ids, in the same order; null where nothing has the id.',
    complexity: costs({ own: 10, entries: ({ ids }) => checkedIds(ids).length }),
  })
  nodes(
    @Arg('ids', () => [ID], { description: `Global ids, at most ${MAX_PAGE_SIZE}.` }) ids: string[],
    @Ctx() context: RequestContext,
  ): (Promise<Node | null> | Node | null)[] {
    return checkedIds(ids).map((id) => readNode(globalNodeRef(id, 'ids'), context));
  }

  @Directive(PRIVATE_ANSWER)
  @Query(() => User, {
    nullable: true,
    description: 'A user; null when nobody has the id.',
    complexity: costs({ own: 10 }),
  })
  user(
    @Arg('id', () => ID, { description: 'The id of the user.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<User | null> {
    return readUser(plainId('User', id, 'id'), context);
  }

  @Directive(CATALOGUE_ANSWER)
  @Query(() => Item, { nullable: true, description: 'An item; null when nothing has the id.' })
  item(
    @Arg('id', () => ID, { description: 'The id of the item.' }) id: string,
    @Ctx() { catalogue }: RequestContext,
  ): Item | null {
    return catalogue.item(plainId('Item', id, 'id'));
  }

  @Directive(CATALOGUE_ANSWER)
  @Query(() => Entity, { nullable: true, description: 'An entity; null when nothing has the id.' })
  entity(
    @Arg('id', () => ID, { description: 'The id of the entity.' }) id: string,
    @Ctx() { catalogue }: RequestContext,
  ): Entity | null {
    return catalogue.entity(plainId('Entity', id, 'id'));
  }

  @Directive(CATALOGUE_ANSWER)
  @Query(() => Scene, { nullable: true, description: 'A scene; null when nothing has the id.' })
  scene(
    @Arg('id', () => ID, { description: 'The id of the scene.' }) id: string,
    @Ctx() { catalogue }: RequestContext,
  ): Scene | null {
    return catalogue.scene(plainId('Scene', id, 'id'));
  }

  @Directive(CATALOGUE_ANSWER)
  @Query(() => [Domain], { description: 'All domains, ordered by id.', complexity: usually(10) })
  domains(@Ctx() { catalogue }: RequestContext): Domain[] {
    return catalogue.domains();
  }

  @Directive(CATALOGUE_ANSWER)
  @Query(() => [Scene], { description: 'All scenes, ordered by id.', complexity: usually(20) })
  scenes(@Ctx() { catalogue }: RequestContext): Scene[] {
    return catalogue.scenes();
  }
}

/** The ids themselves; a list that is too long is refused while the cost is worked out, before anything is read. */
function checkedIds(ids: unknown): readonly string[] {
  return checkedList(Array.isArray(ids) ? ids.map(String) : [], MAX_PAGE_SIZE, 'ids');
}

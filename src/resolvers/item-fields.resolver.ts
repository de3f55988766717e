import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { costs } from '../schema/field-cost.js';
import { RelationConnection } from '../schema/graph/relation-connection.type.js';
import { RelationEdge } from '../schema/graph/relation-edge.type.js';
import { Item } from '../schema/nodes/item.type.js';
import { checkedPageSize } from '../schema/page-size.js';
import { ItemConnection } from '../schema/pages/item-connection.type.js';
import { FirstArgs, PageArgs } from '../schema/pages/page.args.js';
import { decodeCursor, encodeCursor } from './cursor.js';
import { compareEdgeKeys, edgeKeyOf, edgeKeySchema } from './edge-order.js';
import { itemConnection } from './ranked-edges.js';
import type { RequestContext } from './request-context.js';

const LIST = 'Item.relations';
/** Facts of one item that can be paged through; the rest of a very rich item is for `neighbourhood` and Cypher. */
const MAX_RELATIONS = 500;

/** The fields of an item that read more than the item. */
@Resolver(() => Item)
export class ItemFieldsResolver {
  @FieldResolver(() => RelationConnection, {
    description: `What the graph says about the item, the weightiest facts first, ${MAX_RELATIONS} at most.`,
    complexity: costs({ own: 12 }),
  })
  async relations(
    @Root() item: Item,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() { catalogue, loaders, deadline }: RequestContext,
  ): Promise<RelationConnection> {
    const size = checkedPageSize(first);
    const start = typeof after === 'string' ? decodeCursor(LIST, edgeKeySchema, after) : null;
    const limit = start === null ? size + 1 : MAX_RELATIONS;
    const all = await deadline.within(loaders.itemRelations.load({ id: item.key, limit }));
    const rest = start === null ? all : all.filter((edge) => compareEdgeKeys(edgeKeyOf(edge), start) > 0);
    const edges: RelationEdge[] = [];
    for (const edge of rest.slice(0, size)) {
      const node = catalogue.node({ type: edge.otherType, id: edge.otherId }, item.language);
      const cursor = encodeCursor(LIST, edgeKeyOf(edge));
      if (node !== null) edges.push(new RelationEdge(edge.relation, node, edge.weight, edge.source, cursor));
    }
    return new RelationConnection(edges, rest.length > size);
  }

  @FieldResolver(() => ItemConnection, {
    description: 'Items that resemble it, and in what.',
    complexity: costs({ own: 60, perEntry: 10 }),
  })
  similar(
    @Root() item: Item,
    @Args(() => FirstArgs) { first }: FirstArgs,
    @Ctx() { services, catalogue }: RequestContext,
  ): ItemConnection {
    const { language } = item;
    const request = { domains: [], limit: checkedPageSize(first), after: null, language };
    return itemConnection(services.recommender.similarItems(item.key, request), catalogue, language);
  }
}

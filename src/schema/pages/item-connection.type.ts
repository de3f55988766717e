import { Field, ObjectType } from 'type-graphql';
import { ItemEdge } from './item-edge.type.js';
import { PageInfo, pageInfoOf } from './page-info.type.js';

/** The GraphQL type ItemConnection. */
@ObjectType('ItemConnection', { simpleResolvers: true, description: 'A page of a ranked list of items.' })
export class ItemConnection {
  constructor(edges: readonly ItemEdge[], hasNextPage: boolean) {
    this.edges = edges;
    this.pageInfo = pageInfoOf(edges, hasNextPage);
  }

  @Field(() => [ItemEdge], { description: 'The items, the best first.' })
  readonly edges: readonly ItemEdge[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  readonly pageInfo: PageInfo;
}

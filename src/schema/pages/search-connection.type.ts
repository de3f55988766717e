import { Field, Float, ObjectType } from 'type-graphql';
import { Item } from '../nodes/item.type.js';
import { PageInfo, pageInfoOf } from './page-info.type.js';

/** The GraphQL type SearchEdge. */
@ObjectType('SearchEdge', { simpleResolvers: true, description: 'An item that a search found.' })
export class SearchEdge {
  constructor(node: Item, score: number, cursor: string) {
    this.node = node;
    this.score = score;
    this.cursor = cursor;
  }

  @Field(() => Item, { description: 'The item.' })
  readonly node: Item;

  @Field(() => Float, { description: 'How well it fits the text; comparable within one search only.' })
  readonly score: number;

  @Field(() => String, { description: 'Marks the place in the list; pass it as `after` to read on from here.' })
  readonly cursor: string;
}

/** The GraphQL type SearchConnection. */
@ObjectType('SearchConnection', { simpleResolvers: true, description: 'A page of what a search found.' })
export class SearchConnection {
  constructor(edges: readonly SearchEdge[], hasNextPage: boolean) {
    this.edges = edges;
    this.pageInfo = pageInfoOf(edges, hasNextPage);
  }

  @Field(() => [SearchEdge], { description: 'The items, the best fit first.' })
  readonly edges: readonly SearchEdge[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  readonly pageInfo: PageInfo;
}

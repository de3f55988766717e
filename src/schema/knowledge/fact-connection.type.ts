import { Field, ObjectType } from 'type-graphql';
import { PageInfo, pageInfoOf } from '../pages/page-info.type.js';
import { Fact } from './fact.type.js';

/** The GraphQL type FactEdge. */
@ObjectType('FactEdge', { simpleResolvers: true, description: 'A fact in the list of those about an item.' })
export class FactEdge {
  constructor(node: Fact, cursor: string) {
    this.node = node;
    this.cursor = cursor;
  }

  @Field(() => Fact, { description: 'The fact.' })
  readonly node: Fact;

  @Field(() => String, { description: 'Marks the place in the list; pass it as `after` to read on from here.' })
  readonly cursor: string;
}

/** The GraphQL type FactConnection. */
@ObjectType('FactConnection', { simpleResolvers: true, description: 'What documents state about an item.' })
export class FactConnection {
  constructor(edges: readonly FactEdge[], hasNextPage: boolean) {
    this.edges = edges;
    this.pageInfo = pageInfoOf(edges, hasNextPage);
  }

  @Field(() => [FactEdge], { description: 'The facts, the surest first; one for each document that states it.' })
  readonly edges: readonly FactEdge[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  readonly pageInfo: PageInfo;
}

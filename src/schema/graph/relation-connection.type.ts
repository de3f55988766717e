import { Field, ObjectType } from 'type-graphql';
import { PageInfo, pageInfoOf } from '../pages/page-info.type.js';
import { RelationEdge } from './relation-edge.type.js';

/** The GraphQL type RelationConnection. */
@ObjectType('RelationConnection', { simpleResolvers: true, description: 'Facts about an item.' })
export class RelationConnection {
  constructor(edges: readonly RelationEdge[], hasNextPage: boolean) {
    this.edges = edges;
    this.pageInfo = pageInfoOf(edges, hasNextPage);
  }

  @Field(() => [RelationEdge], { description: 'The facts, the weightiest first.' })
  readonly edges: readonly RelationEdge[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  readonly pageInfo: PageInfo;
}

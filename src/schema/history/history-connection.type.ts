import { Field, ObjectType } from 'type-graphql';
import { PageInfo, pageInfoOf } from '../pages/page-info.type.js';
import { Interaction } from './interaction.type.js';

/** The GraphQL type HistoryEdge. */
@ObjectType('HistoryEdge', { simpleResolvers: true, description: 'An interaction in the history of a user.' })
export class HistoryEdge {
  constructor(node: Interaction, cursor: string) {
    this.node = node;
    this.cursor = cursor;
  }

  @Field(() => Interaction, { description: 'The interaction.' })
  readonly node: Interaction;

  @Field(() => String, { description: 'Marks the place in the list; pass it as `after` to read on from here.' })
  readonly cursor: string;
}

/** The GraphQL type HistoryConnection. */
@ObjectType('HistoryConnection', { simpleResolvers: true, description: 'A page of the history of a user.' })
export class HistoryConnection {
  constructor(edges: readonly HistoryEdge[], hasNextPage: boolean) {
    this.edges = edges;
    this.pageInfo = pageInfoOf(edges, hasNextPage);
  }

  @Field(() => [HistoryEdge], { description: 'The interactions, the newest first.' })
  readonly edges: readonly HistoryEdge[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  readonly pageInfo: PageInfo;
}

import { Field, Int, ObjectType } from 'type-graphql';
import { PageInfo, pageInfoOf } from '../pages/page-info.type.js';
import { Document } from './document.type.js';

/** The GraphQL type DocumentEdge. */
@ObjectType('DocumentEdge', { simpleResolvers: true, description: 'A document in the list of those that were read.' })
export class DocumentEdge {
  constructor(node: Document, factCount: number, cursor: string) {
    this.node = node;
    this.factCount = factCount;
    this.cursor = cursor;
  }

  @Field(() => Document, { description: 'The document.' })
  readonly node: Document;

  @Field(() => Int, { description: 'How many facts it states.' })
  readonly factCount: number;

  @Field(() => String, { description: 'Marks the place in the list; pass it as `after` to read on from here.' })
  readonly cursor: string;
}

/** The GraphQL type DocumentConnection. */
@ObjectType('DocumentConnection', { simpleResolvers: true, description: 'A page of the documents that were read.' })
export class DocumentConnection {
  constructor(edges: readonly DocumentEdge[], hasNextPage: boolean) {
    this.edges = edges;
    this.pageInfo = pageInfoOf(edges, hasNextPage);
  }

  @Field(() => [DocumentEdge], { description: 'The documents in the order of their ids.' })
  readonly edges: readonly DocumentEdge[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  readonly pageInfo: PageInfo;
}

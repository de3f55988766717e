import { Field, ObjectType } from 'type-graphql';
import { PageInfo, pageInfoOf } from '../pages/page-info.type.js';
import { Model } from './model.type.js';

/** The GraphQL type ModelEdge. */
@ObjectType('ModelEdge', { simpleResolvers: true, description: 'A version in the list of the stored ones.' })
export class ModelEdge {
  constructor(node: Model, cursor: string) {
    this.node = node;
    this.cursor = cursor;
  }

  @Field(() => Model, { description: 'The version.' })
  readonly node: Model;

  @Field(() => String, { description: 'Marks the place in the list; pass it as `after` to read on from here.' })
  readonly cursor: string;
}

/** The GraphQL type ModelConnection. */
@ObjectType('ModelConnection', { simpleResolvers: true, description: 'A page of the stored versions.' })
export class ModelConnection {
  constructor(edges: readonly ModelEdge[], hasNextPage: boolean) {
    this.edges = edges;
    this.pageInfo = pageInfoOf(edges, hasNextPage);
  }

  @Field(() => [ModelEdge], { description: 'The versions, the newest of each model first.' })
  readonly edges: readonly ModelEdge[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  readonly pageInfo: PageInfo;
}

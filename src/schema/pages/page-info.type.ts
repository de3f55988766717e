import { Field, ObjectType } from 'type-graphql';

/** The GraphQL type PageInfo. Lists are read forwards only. */
@ObjectType('PageInfo', {
  simpleResolvers: true,
  description: 'Where a page of a list ends, and whether more follows.',
})
export class PageInfo {
  constructor(hasNextPage: boolean, endCursor: string | null) {
    this.hasNextPage = hasNextPage;
    this.endCursor = endCursor;
  }

  @Field(() => Boolean, { description: 'Whether there is another page.' })
  readonly hasNextPage: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Pass it as `after` to read the next page; null when the page is empty.',
  })
  readonly endCursor: string | null;
}

/** The page info of a list of edges. */
export function pageInfoOf(edges: readonly { readonly cursor: string }[], hasNextPage: boolean): PageInfo {
  return new PageInfo(hasNextPage, edges.length === 0 ? null : edges[edges.length - 1].cursor);
}

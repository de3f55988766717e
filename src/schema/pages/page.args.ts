import { ArgsType, Field, Int } from 'type-graphql';
import { AFTER_DESCRIPTION, DEFAULT_PAGE_SIZE, FIRST_DESCRIPTION } from '../page-size.js';

/** The argument of a list that is not paged. */
@ArgsType()
export class FirstArgs {
  @Field(() => Int, { defaultValue: DEFAULT_PAGE_SIZE, description: FIRST_DESCRIPTION })
  readonly first!: number;
}

/** The arguments of a list that is read page by page. */
@ArgsType()
export class PageArgs extends FirstArgs {
  @Field(() => String, { nullable: true, description: AFTER_DESCRIPTION })
  readonly after?: string | null;
}

import { Field, ObjectType } from 'type-graphql';
import { WordingSourceEnum } from '../enums/wording-source.enum.js';
import { Item } from '../nodes/item.type.js';

/** The GraphQL type PersonalCopy. */
@ObjectType('PersonalCopy', {
  simpleResolvers: true,
  description: 'Words about an item for one user, made of the facts of the item and of the reasons for it alone.',
})
export class PersonalCopy {
  constructor(item: Item, written: Omit<PersonalCopy, 'item'>) {
    this.item = item;
    this.title = written.title;
    this.tagline = written.tagline;
    this.description = written.description;
    this.source = written.source;
    this.problem = written.problem;
  }

  @Field(() => Item, { description: 'The item.' })
  readonly item: Item;

  @Field(() => String, { description: 'The headline.' })
  readonly title: string;

  @Field(() => String, { description: 'The strongest reason, in a line.' })
  readonly tagline: string;

  @Field(() => String, { description: 'What the item is, and why else the user may like it.' })
  readonly description: string;

  @Field(() => WordingSourceEnum, { description: 'Who wrote the words.' })
  readonly source: 'model' | 'template';

  @Field(() => String, {
    nullable: true,
    description: 'Why the templates wrote them and no language model; null when a model did.',
  })
  readonly problem: string | null;
}

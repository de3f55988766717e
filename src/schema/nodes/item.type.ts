import { Args, Field, GraphQLISODateTime, Int, ObjectType } from 'type-graphql';
import type { Language } from '../../domain/nodes.js';
import type { ItemRecord } from '../../domain/records.js';
import { encodeGlobalId } from '../global-id.js';
import { Attribute, attributeList } from './attribute.type.js';
import { Domain } from './domain.type.js';
import { inLanguage, LanguageArgs } from './language.args.js';
import { Node } from './node.interface.js';

/** The parts of an item's record that the API shows; its domain comes as a node of its own. */
export type ItemFields = Omit<ItemRecord, 'id' | 'domain'>;

/** The GraphQL type Item. Its relations and similar items are field resolvers, since they read more than the item. */
@ObjectType('Item', {
  implements: Node,
  simpleResolvers: true,
  description: 'Something that can be recommended: a film, a book, an album, a product.',
})
export class Item implements Node {
  constructor(
    private readonly plainId: string,
    private readonly fields: ItemFields,
    private readonly itsDomain: Domain | null,
    /** The language of texts that are asked for without one. */
    readonly language: Language = 'en',
  ) {}

  get id(): string {
    return encodeGlobalId('Item', this.plainId);
  }

  @Field(() => String, { description: 'The id in the data itself, such as "film:dune-part-one".' })
  get key(): string {
    return this.plainId;
  }

  @Field(() => Domain, { nullable: true, description: 'The catalogue that the item belongs to.' })
  get domain(): Domain | null {
    return this.itsDomain;
  }

  @Field(() => String, { description: 'What the item is called.' })
  title(@Args() args: LanguageArgs): string {
    return inLanguage(args.language ?? this.language, this.fields.title, this.fields.titleZh);
  }

  @Field(() => String, { nullable: true, description: 'What the item is about, in a few sentences.' })
  description(@Args() args: LanguageArgs): string | null {
    return inLanguage(args.language ?? this.language, this.fields.description, this.fields.descriptionZh);
  }

  @Field(() => Int, { nullable: true, description: 'The year in which it first came out.' })
  get year(): number | null {
    return this.fields.year;
  }

  @Field(() => Boolean, { description: 'Whether it can be had at the moment.' })
  get isAvailable(): boolean {
    return this.fields.isAvailable;
  }

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it entered the catalogue.' })
  get addedAt(): Date | null {
    return this.fields.addedAt === null ? null : new Date(this.fields.addedAt);
  }

  @Field(() => [Attribute], { description: 'Further properties that its data set brought along, ordered by name.' })
  get attributes(): Attribute[] {
    return attributeList(this.fields.attributes);
  }
}

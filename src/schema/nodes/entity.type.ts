import { Args, Field, ObjectType } from 'type-graphql';
import type { Language } from '../../domain/nodes.js';
import type { EntityRecord } from '../../domain/records.js';
import { encodeGlobalId } from '../global-id.js';
import { inLanguage, LanguageArgs } from './language.args.js';
import { Node } from './node.interface.js';

/** The GraphQL type Entity. */
@ObjectType('Entity', {
  implements: Node,
  simpleResolvers: true,
  description: 'A person, genre, topic, place or other thing that items have in common.',
})
export class Entity implements Node {
  constructor(
    private readonly record: EntityRecord,
    private readonly defaultLanguage: Language = 'en',
  ) {}

  get id(): string {
    return encodeGlobalId('Entity', this.record.id);
  }

  @Field(() => String, { description: 'The id in the data itself, such as "person:denis-villeneuve".' })
  get key(): string {
    return this.record.id;
  }

  @Field(() => String, { description: 'What sort of thing it is, such as person or genre.' })
  get kind(): string {
    return this.record.kind;
  }

  @Field(() => String, { description: 'What it is called.' })
  label(@Args() args: LanguageArgs): string {
    return inLanguage(args.language ?? this.defaultLanguage, this.record.label, this.record.labelZh);
  }
}

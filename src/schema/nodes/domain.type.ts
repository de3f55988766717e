import { Args, Field, Int, ObjectType } from 'type-graphql';
import type { Language } from '../../domain/nodes.js';
import type { DomainRecord } from '../../domain/records.js';
import { encodeGlobalId } from '../global-id.js';
import { inLanguage, LanguageArgs } from './language.args.js';
import { Node } from './node.interface.js';

/** The GraphQL type Domain. */
@ObjectType('Domain', {
  implements: Node,
  simpleResolvers: true,
  description: 'A catalogue of items of one sort, such as films or books.',
})
export class Domain implements Node {
  constructor(
    private readonly record: DomainRecord,
    private readonly countItems: () => number,
    private readonly defaultLanguage: Language = 'en',
  ) {}

  get id(): string {
    return encodeGlobalId('Domain', this.record.id);
  }

  @Field(() => String, { description: 'The id in the data itself, such as "film".' })
  get key(): string {
    return this.record.id;
  }

  @Field(() => String, { description: 'What the domain is called.' })
  label(@Args() args: LanguageArgs): string {
    return inLanguage(args.language ?? this.defaultLanguage, this.record.label, this.record.labelZh);
  }

  @Field(() => Int, { description: 'How many items it has.' })
  get itemCount(): number {
    return this.countItems();
  }
}

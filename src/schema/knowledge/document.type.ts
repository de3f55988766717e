import { Field, GraphQLISODateTime, ID, ObjectType } from 'type-graphql';

/** What the API shows of a text that was read. */
export interface DocumentFacts {
  readonly id: string;
  /** The global id of what it is about; null when that is not a node of the graph. */
  readonly aboutId: string | null;
  readonly kind: string;
  readonly source: string;
  readonly licence: string | null;
  readonly url: string | null;
  readonly extractor: string;
  /** In epoch milliseconds. */
  readonly readAt: number;
}

/** The GraphQL type Document. The text itself is not kept. */
@ObjectType('Document', {
  simpleResolvers: true,
  description: 'A text that facts were taken from. The text itself is not kept, but where each fact stands in it.',
})
export class Document {
  constructor(private readonly facts: DocumentFacts) {}

  @Field(() => ID, { description: 'The id that it was read under.' })
  get id(): string {
    return this.facts.id;
  }

  @Field(() => ID, { nullable: true, description: 'The global id of the item or user that it is about.' })
  get aboutId(): string | null {
    return this.facts.aboutId;
  }

  @Field(() => String, { description: 'What sort of text it is, such as description, review or page.' })
  get kind(): string {
    return this.facts.kind;
  }

  @Field(() => String, { description: 'Where it is from, such as catalogue or wikipedia.' })
  get source(): string {
    return this.facts.source;
  }

  @Field(() => String, { nullable: true, description: 'The licence that its facts are under, as its source says.' })
  get licence(): string | null {
    return this.facts.licence;
  }

  @Field(() => String, { nullable: true, description: 'Its address.' })
  get url(): string | null {
    return this.facts.url;
  }

  @Field(() => String, { description: 'The version of the rules or of the language model that has read it.' })
  get extractor(): string {
    return this.facts.extractor;
  }

  @Field(() => GraphQLISODateTime, { description: 'When it was read.' })
  get readAt(): Date {
    return new Date(this.facts.readAt);
  }
}

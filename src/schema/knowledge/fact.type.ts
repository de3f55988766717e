import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { ExtractedFact } from '../../domain/extraction.js';
import { Node } from '../nodes/node.interface.js';
import { Document } from './document.type.js';

/** What the API shows of a fact besides the nodes that it speaks of. */
export interface FactFields extends Omit<ExtractedFact, 'documentId' | 'subject' | 'source'> {
  readonly source: string;
  readonly quote: string;
}

/** The GraphQL type Fact. */
@ObjectType('Fact', { simpleResolvers: true, description: 'What a document states, with the place where it does.' })
export class Fact {
  constructor(
    private readonly fields: FactFields,
    private readonly itsObject: Node | null,
    private readonly itsDocument: Document,
  ) {}

  @Field(() => String, { description: 'The relation, such as DIRECTED_BY; `ontology` lists them all.' })
  get relation(): string {
    return this.fields.relation;
  }

  @Field(() => String, { description: 'The other end as the text names it.' })
  get name(): string {
    return this.fields.name;
  }

  @Field(() => String, { description: 'What sort of thing that is, such as person or genre.' })
  get kind(): string {
    return this.fields.kind;
  }

  @Field(() => String, { nullable: true, description: 'Which attribute the name is a value of, such as color.' })
  get attribute(): string | null {
    return this.fields.attribute;
  }

  @Field(() => Node, {
    nullable: true,
    description: 'The other end in the graph; null until a fact that has just been read is taken in.',
  })
  get object(): Node | null {
    return this.itsObject;
  }

  @Field(() => Document, { description: 'The document that states it.' })
  get document(): Document {
    return this.itsDocument;
  }

  @Field(() => Int, { description: "Where the name begins in the document's text, in UTF-16 units." })
  get start(): number {
    return this.fields.start;
  }

  @Field(() => Int, { description: 'Where it ends, exclusive.' })
  get end(): number {
    return this.fields.end;
  }

  @Field(() => String, { description: 'The words around that place.' })
  get quote(): string {
    return this.fields.quote;
  }

  @Field(() => Float, { description: 'How likely the document does say so, above 0 and up to 1.' })
  get confidence(): number {
    return this.fields.confidence;
  }

  @Field(() => String, {
    description: 'Who found it: text for rules, llm for a language model, import for a knowledge base.',
  })
  get source(): string {
    return this.fields.source;
  }
}

import { Args, Field, ObjectType } from 'type-graphql';
import type { NodeType } from '../../domain/nodes.js';
import type { RelationType as DomainRelationType, RelationPhrases } from '../../domain/ontology.js';
import { NodeTypeEnum } from '../enums/node-type.enum.js';
import { LanguageArgs } from '../nodes/language.args.js';

/** The GraphQL type RelationType. */
@ObjectType('RelationType', { simpleResolvers: true, description: 'A relation that facts may have.' })
export class RelationType {
  constructor(private readonly relation: DomainRelationType) {}

  @Field(() => String, { description: 'Its name, such as DIRECTED_BY.' })
  get name(): string {
    return this.relation.name;
  }

  @Field(() => String, { description: 'What it says.' })
  get description(): string {
    return this.relation.description;
  }

  @Field(() => [NodeTypeEnum], { description: 'The types of nodes that it starts from.' })
  get subjectTypes(): readonly NodeType[] {
    return this.relation.subjectTypes;
  }

  @Field(() => [NodeTypeEnum], { description: 'The types of nodes that it leads to.' })
  get objectTypes(): readonly NodeType[] {
    return this.relation.objectTypes;
  }

  @Field(() => String, { description: 'The kind of the entities that it leads to, when a data set does not say.' })
  get objectKind(): string {
    return this.relation.objectKind;
  }

  @Field(() => String, { description: 'How a fact reads; {subject} and {object} stand for the two ends.' })
  phrase(@Args() args: LanguageArgs): string {
    return this.phrases(args).fact;
  }

  @Field(() => String, { description: 'How it reads that two items share the object: "Dune, which like Arrival …".' })
  sharedPhrase(@Args() args: LanguageArgs): string {
    return this.phrases(args).shared;
  }

  @Field(() => Boolean, { description: 'True when a data set declared it, false when the platform brings it along.' })
  get isDeclared(): boolean {
    return this.relation.isDeclared;
  }

  private phrases({ language }: LanguageArgs): RelationPhrases {
    return language === 'zh' ? this.relation.zh : this.relation.en;
  }
}

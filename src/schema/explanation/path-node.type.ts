import { Args, Field, ID, Int, ObjectType } from 'type-graphql';
import type { PathNode as DomainPathNode } from '../../domain/explanation.js';
import type { Language, NodeType } from '../../domain/nodes.js';
import { NodeTypeEnum } from '../enums/node-type.enum.js';
import { encodeGlobalId } from '../global-id.js';
import { inLanguage, LanguageArgs } from '../nodes/language.args.js';

/** The GraphQL type PathNode. */
@ObjectType('PathNode', {
  simpleResolvers: true,
  description: 'One stop on a path: a node of the graph, or other people, who are counted but never named.',
})
export class PathNode {
  constructor(
    private readonly stop: DomainPathNode,
    private readonly defaultLanguage: Language,
  ) {}

  @Field(() => ID, { nullable: true, description: 'The global id of the node; null for other people.' })
  get id(): string | null {
    return this.stop.type === 'node' ? encodeGlobalId(this.stop.node.type, this.stop.node.id) : null;
  }

  @Field(() => NodeTypeEnum, { description: 'The type of the node; USER for other people.' })
  get type(): NodeType {
    return this.stop.type === 'node' ? this.stop.node.type : 'User';
  }

  @Field(() => Int, { nullable: true, description: 'How many other people the path goes through; null for a node.' })
  get people(): number | null {
    return this.stop.type === 'people' ? this.stop.count : null;
  }

  @Field(() => String, { description: 'What the stop is called.' })
  label(@Args() args: LanguageArgs): string {
    const language = args.language ?? this.defaultLanguage;
    if (this.stop.type === 'people') return language === 'zh' ? '其他人' : 'other people';
    return inLanguage(language, this.stop.label, this.stop.labelZh);
  }
}

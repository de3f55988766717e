import { Args, Field, ID, Int, ObjectType } from 'type-graphql';
import type { NodeRef, NodeType } from '../../domain/nodes.js';
import { NodeTypeEnum } from '../enums/node-type.enum.js';
import { encodeGlobalId } from '../global-id.js';
import { inLanguage, LanguageArgs } from '../nodes/language.args.js';

/** The GraphQL type GraphNode. */
@ObjectType('GraphNode', { simpleResolvers: true, description: 'A node as far as a drawing needs it.' })
export class GraphNode {
  constructor(
    private readonly ref: NodeRef,
    private readonly labelEn: string,
    private readonly labelZh: string | null,
    distance: number,
  ) {
    this.distance = distance;
  }

  @Field(() => ID, { description: 'The global id.' })
  get id(): string {
    return encodeGlobalId(this.ref.type, this.ref.id);
  }

  @Field(() => String, { description: 'The id in the data itself.' })
  get key(): string {
    return this.ref.id;
  }

  @Field(() => NodeTypeEnum, { description: 'The type of the node.' })
  get type(): NodeType {
    return this.ref.type;
  }

  @Field(() => String, { description: 'What to write next to the node.' })
  label(@Args() args: LanguageArgs): string {
    return inLanguage(args.language ?? 'en', this.labelEn, this.labelZh);
  }

  @Field(() => Int, { description: 'Steps from the node in the middle.' })
  readonly distance: number;
}

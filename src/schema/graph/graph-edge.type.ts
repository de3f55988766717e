import { Field, Float, ID, ObjectType } from 'type-graphql';
import type { NodeRef } from '../../domain/nodes.js';
import { encodeGlobalId } from '../global-id.js';

/** The GraphQL type GraphEdge. */
@ObjectType('GraphEdge', { simpleResolvers: true, description: 'An edge as far as a drawing needs it.' })
export class GraphEdge {
  constructor(
    private readonly subject: NodeRef,
    relation: string,
    private readonly object: NodeRef,
    weight: number,
  ) {
    this.relation = relation;
    this.weight = weight;
  }

  @Field(() => ID, { description: 'The global id of the node where the edge begins.' })
  get source(): string {
    return encodeGlobalId(this.subject.type, this.subject.id);
  }

  @Field(() => ID, { description: 'The global id of the node where the edge ends.' })
  get target(): string {
    return encodeGlobalId(this.object.type, this.object.id);
  }

  @Field(() => String, { description: 'The relation, such as DIRECTED_BY.' })
  readonly relation: string;

  @Field(() => Float, { description: 'How much the edge counts.' })
  readonly weight: number;
}

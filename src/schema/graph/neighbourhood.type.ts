import { Field, ID, ObjectType } from 'type-graphql';
import { GraphEdge } from './graph-edge.type.js';
import { GraphNode } from './graph-node.type.js';

/** The GraphQL type Neighbourhood. */
@ObjectType('Neighbourhood', {
  simpleResolvers: true,
  description: 'The part of the graph around a node, for drawing.',
})
export class Neighbourhood {
  constructor(centreId: string, nodes: readonly GraphNode[], edges: readonly GraphEdge[], isComplete: boolean) {
    this.centreId = centreId;
    this.nodes = nodes;
    this.edges = edges;
    this.isComplete = isComplete;
  }

  @Field(() => ID, { description: 'The global id of the node in the middle.' })
  readonly centreId: string;

  @Field(() => [GraphNode], { description: 'The node in the middle and those around it, the nearest first.' })
  readonly nodes: readonly GraphNode[];

  @Field(() => [GraphEdge], { description: 'Edges between these nodes.' })
  readonly edges: readonly GraphEdge[];

  @Field(() => Boolean, { description: 'False when `first` left out nodes within the depth.' })
  readonly isComplete: boolean;
}

import { Field, ID, InterfaceType } from 'type-graphql';

/** What all nodes of the graph have in common. */
@InterfaceType('Node', { description: 'A node of the knowledge graph, found again by its global id.' })
export abstract class Node {
  @Field(() => ID, { description: 'The global id: opaque, unique over all types, stable.' })
  readonly id!: string;
}

import { Field, Float, ObjectType } from 'type-graphql';
import { Node } from '../nodes/node.interface.js';

/** The GraphQL type RelationEdge. */
@ObjectType('RelationEdge', {
  simpleResolvers: true,
  description: 'A fact about an item: its relation to another node.',
})
export class RelationEdge {
  constructor(relation: string, node: Node, weight: number, source: string | null, cursor: string) {
    this.relation = relation;
    this.node = node;
    this.weight = weight;
    this.source = source;
    this.cursor = cursor;
  }

  @Field(() => String, { description: 'The relation, such as DIRECTED_BY; `ontology` lists them all.' })
  readonly relation: string;

  @Field(() => Node, { description: 'The other end: an entity, a scene, or another item.' })
  readonly node: Node;

  @Field(() => Float, { description: 'How much the fact counts; 1 unless the data says otherwise.' })
  readonly weight: number;

  @Field(() => String, { nullable: true, description: 'Where the fact came from, such as catalogue or behaviour.' })
  readonly source: string | null;

  @Field(() => String, { description: 'Marks the place in the list; pass it as `after` to read on from here.' })
  readonly cursor: string;
}

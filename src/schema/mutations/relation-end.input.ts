import { Field, ID, InputType } from 'type-graphql';
import type { NodeType } from '../../domain/nodes.js';
import { NodeTypeEnum } from '../enums/node-type.enum.js';

/** The GraphQL input RelationEndInput. */
@InputType('RelationEndInput', { description: 'One end of a relation.' })
export class RelationEndInput {
  @Field(() => NodeTypeEnum, { description: 'The type of the node.' })
  readonly type!: NodeType;

  @Field(() => ID, { description: 'The id of the node.' })
  readonly id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What it is called: an entity that does not exist yet is made when its label is given.',
  })
  readonly label?: string | null;
}

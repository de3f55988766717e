import { Field, ID, ObjectType } from 'type-graphql';
import type { NodeType } from '../../domain/nodes.js';
import { NodeTypeEnum } from '../enums/node-type.enum.js';

/** The GraphQL type NotFound. */
@ObjectType('NotFound', { simpleResolvers: true, description: 'Nothing of this type has the id.' })
export class NotFound {
  constructor(type: NodeType, key: string) {
    this.type = type;
    this.key = key;
    this.message = `There is no ${type} with the id "${key}".`;
  }

  @Field(() => NodeTypeEnum, { description: 'What was looked for.' })
  readonly type: NodeType;

  @Field(() => ID, { description: 'The id that nothing has.' })
  readonly key: string;

  @Field(() => String, { description: 'The same in a sentence.' })
  readonly message: string;
}

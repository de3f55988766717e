import { Field, ObjectType } from 'type-graphql';
import type { UserRecord } from '../../domain/records.js';
import { encodeGlobalId } from '../global-id.js';
import { Attribute, attributeList } from './attribute.type.js';
import { Node } from './node.interface.js';

/** The GraphQL type User. Its history and preferences are field resolvers. */
@ObjectType('User', { implements: Node, simpleResolvers: true, description: 'Somebody who uses items.' })
export class User implements Node {
  constructor(private readonly record: UserRecord) {}

  get id(): string {
    return encodeGlobalId('User', this.record.id);
  }

  @Field(() => String, { description: 'The id in the data itself.' })
  get key(): string {
    return this.record.id;
  }

  @Field(() => [Attribute], { description: 'Properties of the user, ordered by name.' })
  get attributes(): Attribute[] {
    return attributeList(this.record.attributes);
  }
}

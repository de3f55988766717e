import { Field, Float, ObjectType } from 'type-graphql';
import { Entity } from '../nodes/entity.type.js';

/** The GraphQL type Preference. */
@ObjectType('Preference', { simpleResolvers: true, description: 'Something that a user said to like.' })
export class Preference {
  constructor(entity: Entity, weight: number) {
    this.entity = entity;
    this.weight = weight;
  }

  @Field(() => Entity, { description: 'What the user likes.' })
  readonly entity: Entity;

  @Field(() => Float, { description: 'How much.' })
  readonly weight: number;
}

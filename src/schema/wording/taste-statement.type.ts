import { Field, Float, ID, ObjectType } from 'type-graphql';
import { TasteSourceEnum } from '../enums/taste-source.enum.js';
import { Domain } from '../nodes/domain.type.js';
import { Entity } from '../nodes/entity.type.js';
import { Item } from '../nodes/item.type.js';
import { Scene } from '../nodes/scene.type.js';

/** What a statement of the API is made of. */
export type TasteStatementParts = Omit<TasteStatement, 'id'>;

/** The GraphQL type TasteStatement. */
@ObjectType('TasteStatement', {
  simpleResolvers: true,
  description: 'One thing that the platform believes about the taste of a user; `forgetPreference` takes it away.',
})
export class TasteStatement {
  constructor(parts: TasteStatementParts) {
    this.entity = parts.entity;
    this.source = parts.source;
    this.strength = parts.strength;
    this.text = parts.text;
    this.evidence = parts.evidence;
    this.domains = parts.domains;
    this.scenes = parts.scenes;
  }

  @Field(() => ID, { description: 'Names the statement among those about the user; the entity has the same id.' })
  get id(): string {
    return this.entity.id;
  }

  @Field(() => Entity, { description: 'What the user is believed to like.' })
  readonly entity: Entity;

  @Field(() => TasteSourceEnum, { description: 'Where the belief comes from.' })
  readonly source: 'stated' | 'inferred';

  @Field(() => Float, { description: 'How sure it is, from 0 to 1.' })
  readonly strength: number;

  @Field(() => String, { description: 'The belief as a sentence to the user.' })
  readonly text: string;

  @Field(() => [Item], {
    description: 'The liked items that it rests on, the newest first; none when it was only said.',
  })
  readonly evidence: readonly Item[];

  @Field(() => [Domain], { description: 'The domains in which it shows, the most frequent first.' })
  readonly domains: readonly Domain[];

  @Field(() => [Scene], { description: 'The scenes in which it shows, the most frequent first.' })
  readonly scenes: readonly Scene[];
}

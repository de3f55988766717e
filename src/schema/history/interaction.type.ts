import { Field, Float, GraphQLISODateTime, ObjectType } from 'type-graphql';
import type { InteractionRecord } from '../../domain/records.js';
import { InteractionKindEnum } from '../enums/interaction-kind.enum.js';
import { Item } from '../nodes/item.type.js';
import { Scene } from '../nodes/scene.type.js';
import { Facet, facetList } from './facet.type.js';

/** The GraphQL type Interaction. */
@ObjectType('Interaction', { simpleResolvers: true, description: 'Something that a user did with an item.' })
export class Interaction {
  constructor(
    private readonly event: InteractionRecord,
    item: Item | null,
    scene: Scene | null,
  ) {
    this.item = item;
    this.scene = scene;
  }

  @Field(() => String, { description: 'The id that makes sending the event again harmless; unique within the user.' })
  get eventId(): string {
    return this.event.eventId;
  }

  @Field(() => InteractionKindEnum, { description: 'What the user did.' })
  get kind(): string {
    return this.event.kind;
  }

  @Field(() => Float, {
    nullable: true,
    description: 'The rating, 1 to 5, or another number that the kind brings along.',
  })
  get value(): number | null {
    return this.event.value;
  }

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it happened; null when not known.' })
  get at(): Date | null {
    return this.event.at === null ? null : new Date(this.event.at);
  }

  @Field(() => Item, { nullable: true, description: 'The item.' })
  readonly item: Item | null;

  @Field(() => Scene, { nullable: true, description: 'The scene in which it happened, if known.' })
  readonly scene: Scene | null;

  @Field(() => [Facet], { description: 'The facets of the situation in which it happened, by name.' })
  get context(): readonly Facet[] {
    return facetList(this.event.context);
  }
}

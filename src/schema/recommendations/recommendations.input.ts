import { Field, Float, ID, InputType } from 'type-graphql';
import type { Language } from '../../domain/nodes.js';
import { LanguageEnum } from '../enums/language.enum.js';
import { ItemFilterInput } from './item-filter.input.js';
import { ObjectivesInput } from './objectives.input.js';
import { SituationInput } from './situation.input.js';

/** The GraphQL input RecommendationsInput. */
@InputType('RecommendationsInput', {
  description: 'Whom the recommendations are for, in which situation, and what may appear.',
})
export class RecommendationsInput {
  @Field(() => ID, {
    nullable: true,
    description: 'The user; an id that is not known yet gets a cold-start answer. Give this or `likedItemIds`.',
  })
  readonly userId?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'For a visitor without an account: items that the visitor likes, at most 100. Give this or `userId`.',
  })
  readonly likedItemIds?: readonly string[] | null;

  @Field(() => ID, { nullable: true, description: 'The scene, if the client knows it. Give this or `situation`.' })
  readonly sceneId?: string | null;

  @Field(() => SituationInput, {
    nullable: true,
    description: 'The moment, from which the scene is recognised. Give this or `sceneId`.',
  })
  readonly situation?: SituationInput | null;

  @Field(() => [ID], { nullable: true, description: 'Only items of these domains; left out: of all.' })
  readonly domains?: readonly string[] | null;

  @Field(() => ItemFilterInput, { nullable: true, description: 'Further conditions on the items.' })
  readonly filters?: ItemFilterInput | null;

  @Field(() => [ID], { nullable: true, description: 'Items that must not appear, at most 1,000.' })
  readonly excludeItemIds?: readonly string[] | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether items that the user has used may appear again.' })
  readonly includeSeen!: boolean;

  @Field(() => Float, {
    defaultValue: 0,
    description: 'From 0, the best items, to 1, items that differ most from those above them.',
  })
  readonly diversity!: number;

  @Field(() => ObjectivesInput, {
    nullable: true,
    description: 'What the order is made for; left out: that the user takes the item at all.',
  })
  readonly objectives?: ObjectivesInput | null;

  @Field(() => LanguageEnum, { defaultValue: 'en', description: 'The language of titles, labels and reasons.' })
  readonly language!: Language;
}

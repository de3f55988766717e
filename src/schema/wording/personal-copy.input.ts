import { Field, ID, InputType } from 'type-graphql';
import type { Language } from '../../domain/nodes.js';
import { LanguageEnum } from '../enums/language.enum.js';
import { WordingLengthEnum } from '../enums/wording-length.enum.js';
import { WordingToneEnum } from '../enums/wording-tone.enum.js';

/** The GraphQL input PersonalCopyInput. */
@InputType('PersonalCopyInput', { description: 'For whom, about which items, and how the words are to sound.' })
export class PersonalCopyInput {
  @Field(() => ID, { description: 'The user; one of whom nothing is known gets words, too.' })
  readonly userId!: string;

  @Field(() => [ID], { description: 'The items of a page, 1 to 20 of them.' })
  readonly itemIds!: string[];

  @Field(() => ID, { nullable: true, description: 'The scene, if any.' })
  readonly sceneId?: string | null;

  @Field(() => LanguageEnum, { defaultValue: 'en', description: 'The language of the words.' })
  readonly language!: Language;

  @Field(() => WordingToneEnum, { defaultValue: 'plain', description: 'How the words are to sound.' })
  readonly tone!: 'plain' | 'warm' | 'playful';

  @Field(() => WordingLengthEnum, { defaultValue: 'medium', description: 'How much the description is to say.' })
  readonly length!: 'short' | 'medium' | 'long';
}

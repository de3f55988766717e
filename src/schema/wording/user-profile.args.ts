import { ArgsType, Field, ID } from 'type-graphql';
import type { Language } from '../../domain/nodes.js';
import { LanguageEnum } from '../enums/language.enum.js';
import { FirstArgs } from '../pages/page.args.js';

/** The arguments of `Query.userProfile`. */
@ArgsType()
export class UserProfileArgs extends FirstArgs {
  @Field(() => ID, { description: 'The user.' })
  readonly userId!: string;

  @Field(() => ID, { nullable: true, description: 'Only what shows in this domain.' })
  readonly domain?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only what shows in this scene.' })
  readonly sceneId?: string | null;

  @Field(() => LanguageEnum, { defaultValue: 'en', description: 'The language of the statements.' })
  readonly language!: Language;
}

import { ArgsType, Field } from 'type-graphql';
import type { Language } from '../../domain/nodes.js';
import { LanguageEnum } from '../enums/language.enum.js';

/** The argument of every text that comes in several languages. */
@ArgsType()
export class LanguageArgs {
  @Field(() => LanguageEnum, {
    nullable: true,
    description: 'The wanted language. Left out: the language that the request was made in, else English.',
  })
  readonly language?: Language | null;
}

/** The text in the wanted language, or in the one that there is. */
export function inLanguage<T extends string | null>(language: Language, en: T, zh: string | null): T | string {
  return language === 'zh' && zh !== null ? zh : en;
}

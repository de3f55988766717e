import { ArgsType, Field } from 'type-graphql';
import { WordingLengthEnum } from '../enums/wording-length.enum.js';
import { WordingToneEnum } from '../enums/wording-tone.enum.js';

/** The arguments of a field that is put into words. */
@ArgsType()
export class WordingArgs {
  @Field(() => WordingToneEnum, { defaultValue: 'plain', description: 'How the text is to sound.' })
  readonly tone!: 'plain' | 'warm' | 'playful';

  @Field(() => WordingLengthEnum, { defaultValue: 'medium', description: 'How much the text is to say.' })
  readonly length!: 'short' | 'medium' | 'long';
}

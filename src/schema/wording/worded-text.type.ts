import { Field, ObjectType } from 'type-graphql';
import { WordingSourceEnum } from '../enums/wording-source.enum.js';

/** The GraphQL type WordedText. */
@ObjectType('WordedText', { simpleResolvers: true, description: 'A text that says nothing but its facts.' })
export class WordedText {
  constructor(written: Pick<WordedText, 'text' | 'source' | 'problem'>) {
    this.text = written.text;
    this.source = written.source;
    this.problem = written.problem;
  }

  @Field(() => String, { description: 'The text.' })
  readonly text: string;

  @Field(() => WordingSourceEnum, { description: 'Who wrote it.' })
  readonly source: 'model' | 'template';

  @Field(() => String, {
    nullable: true,
    description: 'Why the templates wrote it and no language model; null when a model did.',
  })
  readonly problem: string | null;
}

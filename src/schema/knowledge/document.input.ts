import { Field, ID, InputType } from 'type-graphql';

/** The GraphQL input DocumentInput. */
@InputType('DocumentInput', { description: 'A text to take facts from, and where it comes from.' })
export class DocumentInput {
  @Field(() => ID, {
    description: 'A name of your choice; a text that is sent again under the same one replaces what it stated before.',
  })
  readonly id!: string;

  @Field(() => String, { description: 'The text. Nothing in it is ever taken for an instruction.' })
  readonly text!: string;

  @Field(() => ID, { nullable: true, description: 'The item that it is about.' })
  readonly itemId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The user whose own words it is: what they say they like becomes a preference. Not beside `itemId`.',
  })
  readonly userId?: string | null;

  @Field(() => String, { defaultValue: 'text', description: 'What sort of text it is, such as review or page.' })
  readonly kind!: string;

  @Field(() => String, { defaultValue: 'api', description: 'Where it is from, such as wikipedia.' })
  readonly source!: string;

  @Field(() => String, { nullable: true, description: 'Its licence, such as CC-BY-SA-4.0; kept with every fact.' })
  readonly licence?: string | null;

  @Field(() => String, { nullable: true, description: 'Its address.' })
  readonly url?: string | null;
}

import { Field, InputType } from 'type-graphql';
import { type Weekday, WeekdayEnum } from '../enums/weekday.enum.js';
import { FacetInput } from './facet.input.js';

/** The GraphQL input SituationInput. */
@InputType('SituationInput', {
  description: 'What the client knows about the moment; leave out what it does not know. At least one part is needed.',
})
export class SituationInput {
  @Field(() => String, { nullable: true, description: 'The local time of the user, as "HH:MM" from 00:00 to 23:59.' })
  readonly localTime?: string | null;

  @Field(() => WeekdayEnum, { nullable: true, description: 'The day of the week where the user is.' })
  readonly weekday?: Weekday | null;

  @Field(() => String, { nullable: true, description: 'What the user holds or sits at: phone, laptop, tv, car …' })
  readonly device?: string | null;

  @Field(() => String, { nullable: true, description: 'Where the user is: home, office, train, gym …' })
  readonly place?: string | null;

  @Field(() => String, { nullable: true, description: 'What the user does, in own words, in English or Chinese.' })
  readonly activity?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'What the user did last, the newest first, such as "started a run"; at most 10.',
  })
  readonly recentActions?: string[] | null;

  @Field(() => [FacetInput], {
    nullable: true,
    description:
      'Facets of the data’s own, such as weather, as the context columns of its events name them; at most 30.',
  })
  readonly context?: FacetInput[] | null;
}

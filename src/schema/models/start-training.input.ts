import { Field, InputType, Int } from 'type-graphql';

/** The GraphQL input StartTrainingInput. */
@InputType('StartTrainingInput', { description: 'How to train; everything may be left out.' })
export class StartTrainingInput {
  @Field(() => Int, { nullable: true, description: 'The seed of everything random, 0 to 999,999,999; 1 by default.' })
  readonly seed?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many points each search of hyper-parameters looks at, 1 to 1,000; 24 by default.',
  })
  readonly trials?: number | null;
}

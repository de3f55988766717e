import { Field, Float, InputType } from 'type-graphql';

const WEIGHT = 'from 0 to 100; only the proportion to the other weights counts.';

/** The GraphQL input ObjectivesInput. */
@InputType('ObjectivesInput', {
  description:
    'What the order of recommendations is made for. An objective that the model has not learned, because the graph holds too little about it, is an error that names those that it has.',
})
export class ObjectivesInput {
  @Field(() => Float, { nullable: true, description: `That the user takes notice of the item: ${WEIGHT}` })
  readonly click?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: `That the user really uses it, such as by watching, reading or buying it: ${WEIGHT}`,
  })
  readonly consume?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: `That the user rates it above the middle of the scale: ${WEIGHT}`,
  })
  readonly rating?: number | null;

  @Field(() => Float, { nullable: true, description: `That the user stays with it for long: ${WEIGHT}` })
  readonly dwell?: number | null;
}

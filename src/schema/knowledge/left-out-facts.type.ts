import { Field, Int, ObjectType } from 'type-graphql';

/** The GraphQL type LeftOutFacts. */
@ObjectType('LeftOutFacts', { simpleResolvers: true, description: 'Facts that were found and not taken.' })
export class LeftOutFacts {
  constructor(reason: string, count: number) {
    this.reason = reason;
    this.count = count;
  }

  @Field(() => String, { description: 'Why, in a few words.' })
  readonly reason: string;

  @Field(() => Int, { description: 'How many of them.' })
  readonly count: number;
}

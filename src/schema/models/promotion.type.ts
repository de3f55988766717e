import { Field, GraphQLISODateTime, ObjectType } from 'type-graphql';
import type { PromotionFacts } from '../../domain/trained-models.js';

/** The GraphQL type Promotion. */
@ObjectType('Promotion', { simpleResolvers: true, description: 'When and why a version began to serve.' })
export class Promotion {
  constructor({ atMs, reason, isForced }: PromotionFacts) {
    this.at = new Date(atMs);
    this.reason = reason;
    this.isForced = isForced;
  }

  @Field(() => GraphQLISODateTime, { description: 'When it began to serve.' })
  readonly at: Date;

  @Field(() => String, { description: 'Why, with the figures of the comparison if there was one.' })
  readonly reason: string;

  @Field(() => Boolean, { description: 'Whether somebody wanted it without a comparison.' })
  readonly isForced: boolean;
}

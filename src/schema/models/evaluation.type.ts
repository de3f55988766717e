import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { EvaluationFacts } from '../../domain/trained-models.js';
import { usually } from '../field-cost.js';
import { Figure, figuresOf } from './figure.type.js';

/** The GraphQL type Evaluation. */
@ObjectType('Evaluation', {
  simpleResolvers: true,
  description: 'How well a version foresees the newest items of users from which no version has learned.',
})
export class Evaluation {
  constructor(private readonly facts: EvaluationFacts) {}

  @Field(() => ID, { description: 'The version that was measured.' })
  get version(): string {
    return this.facts.version;
  }

  @Field(() => Int, { description: 'How many users were asked for; with few of them the figures say little.' })
  get users(): number {
    return this.facts.users;
  }

  @Field(() => [Figure], { description: 'Means over the users: full ranking of all items.', complexity: usually(6) })
  get metrics(): Figure[] {
    return figuresOf(this.facts.metrics);
  }

  @Field(() => Float, { description: 'The lower end of the 95 % interval of ndcg@20.' })
  get ndcg20Low(): number {
    return this.facts.ndcg20.low;
  }

  @Field(() => Float, { description: 'The upper end of the 95 % interval of ndcg@20.' })
  get ndcg20High(): number {
    return this.facts.ndcg20.high;
  }
}

import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { EpochFacts } from '../../domain/trained-models.js';
import { usually } from '../field-cost.js';
import { Figure, figuresOf } from './figure.type.js';

/** The GraphQL type TrainingEpoch: a point of every training curve. */
@ObjectType('TrainingEpoch', { simpleResolvers: true, description: 'One pass over the training examples.' })
export class TrainingEpoch {
  constructor(private readonly facts: EpochFacts) {}

  @Field(() => Int, { description: 'Which pass it is, from 1 within its phase.' })
  get epoch(): number {
    return this.facts.epoch;
  }

  @Field(() => Float, { description: 'How long it took.' })
  get seconds(): number {
    return this.facts.seconds;
  }

  @Field(() => Float, { description: 'How many examples were learned from.' })
  get examples(): number {
    return this.facts.examples;
  }

  @Field(() => Float, { description: 'The learning rate of its last step.' })
  get learningRate(): number {
    return this.facts.learningRate;
  }

  @Field(() => [Figure], { description: 'Losses on the examples learned from.', complexity: usually(3) })
  get train(): Figure[] {
    return figuresOf(this.facts.train);
  }

  @Field(() => [Figure], { description: 'Losses and metrics on the examples held out.', complexity: usually(3) })
  get valid(): Figure[] {
    return figuresOf(this.facts.valid);
  }
}

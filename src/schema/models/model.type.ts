import { GraphQLJSON } from 'graphql-scalars';
import { Field, Float, GraphQLISODateTime, ID, ObjectType } from 'type-graphql';
import type { ModelFacts } from '../../domain/trained-models.js';
import { usually } from '../field-cost.js';
import { Figure, figuresOf } from './figure.type.js';
import { Promotion } from './promotion.type.js';

/** The GraphQL type Model: one stored version of a model. */
@ObjectType('Model', { simpleResolvers: true, description: 'A stored version of a model.' })
export class Model {
  constructor(private readonly facts: ModelFacts) {}

  @Field(() => String, { description: 'What the model is for; the platform trains "recommender".' })
  get name(): string {
    return this.facts.name;
  }

  @Field(() => ID, { description: 'Names the version; the modelVersion of an answer begins with it.' })
  get version(): string {
    return this.facts.version;
  }

  @Field(() => GraphQLISODateTime, { description: 'When it was made.' })
  get createdAt(): Date {
    return new Date(this.facts.createdAtMs);
  }

  @Field(() => Boolean, { description: 'Whether answers are made with it.' })
  get isServed(): boolean {
    return this.facts.isServed;
  }

  @Field(() => Boolean, { description: 'Whether a rollback returns to it.' })
  get isPrevious(): boolean {
    return this.facts.isPrevious;
  }

  @Field(() => String, { description: 'On how much data it was fitted.' })
  get dataFingerprint(): string {
    return this.facts.dataFingerprint;
  }

  @Field(() => GraphQLJSON, { nullable: true, description: 'The settings that were found or given.' })
  get hyperParameters(): unknown {
    return this.facts.hyperParameters;
  }

  @Field(() => [Figure], { description: 'How well it did when it was made.', complexity: usually(5) })
  get metrics(): Figure[] {
    return figuresOf(this.facts.metrics);
  }

  @Field(() => Float, { description: 'The size of all its files.' })
  get bytes(): number {
    return this.facts.bytes;
  }

  @Field(() => [Promotion], {
    description: 'When and why it began to serve, the oldest first.',
    complexity: usually(2),
  })
  get promotions(): Promotion[] {
    return this.facts.promotions.map((promotion) => new Promotion(promotion));
  }

  /** Not a field: the training itself is one. */
  get trainingRunId(): string | null {
    return this.facts.trainingRunId;
  }
}

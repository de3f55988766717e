import { Field, ObjectType } from 'type-graphql';
import { Problem } from '../mutations/problem.type.js';
import { Evaluation } from './evaluation.type.js';

/** The GraphQL type EvaluatePayload. */
@ObjectType('EvaluatePayload', { simpleResolvers: true, description: 'What the measurement gave.' })
export class EvaluatePayload {
  constructor(evaluation: Evaluation | null, errors: readonly Problem[]) {
    this.evaluation = evaluation;
    this.errors = errors;
  }

  @Field(() => Evaluation, { nullable: true, description: 'The figures; null when nothing could be measured.' })
  readonly evaluation: Evaluation | null;

  @Field(() => [Problem], { description: 'Why nothing was measured; empty otherwise.' })
  readonly errors: readonly Problem[];
}

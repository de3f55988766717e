import { Field, Int, ObjectType } from 'type-graphql';
import { ERROR_CATALOGUE, type ErrorCode } from '../../domain/errors.js';
import { ErrorCodeEnum } from '../enums/error-code.enum.js';

/** The GraphQL type Problem: an expected failure of a mutation, or of one entry of it. */
@ObjectType('Problem', { simpleResolvers: true, description: 'Why a mutation, or one entry of it, did not work.' })
export class Problem {
  constructor(code: ErrorCode, message: string, index: number | null = null) {
    this.code = code;
    this.message = message;
    this.index = index;
  }

  @Field(() => ErrorCodeEnum, { description: 'The sort of problem.' })
  readonly code: ErrorCode;

  @Field(() => String, { description: 'What is wrong and what to do, in a sentence.' })
  readonly message: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The place in the list of the input, from 0; null when it is the whole.',
  })
  readonly index: number | null;

  @Field(() => Boolean, { description: 'Whether sending the same again later can work.' })
  get isRetryable(): boolean {
    return ERROR_CATALOGUE[this.code].isRetryable;
  }
}

import { Field, Int, ObjectType } from 'type-graphql';
import { usually } from '../field-cost.js';
import { Problem } from '../mutations/problem.type.js';
import { LeftOutFacts } from './left-out-facts.type.js';

/** What became of the texts of one call. */
export interface ExtractionCounts {
  readonly read: number;
  readonly unchanged: number;
  readonly facts: number;
  readonly dropped: Readonly<Record<string, number>>;
}

/** The GraphQL type ExtractKnowledgePayload. */
@ObjectType('ExtractKnowledgePayload', { simpleResolvers: true, description: 'What texts have given.' })
export class ExtractKnowledgePayload {
  constructor(
    private readonly counts: ExtractionCounts,
    errors: readonly Problem[],
  ) {
    this.errors = errors;
  }

  @Field(() => Int, { description: 'How many texts were read.' })
  get readCount(): number {
    return this.counts.read;
  }

  @Field(() => Int, { description: 'How many had been read before and are the same still: they cost nothing.' })
  get unchangedCount(): number {
    return this.counts.unchanged;
  }

  @Field(() => Int, { description: 'How many facts the texts that were read state.' })
  get factCount(): number {
    return this.counts.facts;
  }

  @Field(() => [LeftOutFacts], { description: 'Facts that were left out, by reason.', complexity: usually(5) })
  get leftOut(): LeftOutFacts[] {
    return Object.entries(this.counts.dropped).map(([reason, count]) => new LeftOutFacts(reason, count));
  }

  @Field(() => [Problem], {
    description:
      'The texts that could not be read, and why; `index` is the place in `documents`. The others are stored.',
  })
  readonly errors: readonly Problem[];
}

import { Field, Int, InterfaceType } from 'type-graphql';
import { Problem } from './problem.type.js';

/** How many records an upsert created, changed and left as they were. */
export interface UpsertCounts {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** The GraphQL interface UpsertPayload: what the payloads of all upserts share. */
@InterfaceType('UpsertPayload', { description: 'What became of entries that were to be added or replaced.' })
export abstract class UpsertPayload {
  constructor(
    private readonly counts: UpsertCounts,
    errors: readonly Problem[],
  ) {
    this.errors = errors;
  }

  @Field(() => Int, { description: 'How many entries are new.' })
  get created(): number {
    return this.counts.created;
  }

  @Field(() => Int, { description: 'How many entries were there and are different now.' })
  get changed(): number {
    return this.counts.changed;
  }

  @Field(() => Int, { description: 'How many entries were there already, just so.' })
  get unchanged(): number {
    return this.counts.unchanged;
  }

  @Field(() => [Problem], { description: 'The entries that were refused, and why; the others are stored.' })
  readonly errors: readonly Problem[];
}

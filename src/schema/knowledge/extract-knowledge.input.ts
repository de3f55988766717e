import { Field, ID, InputType } from 'type-graphql';
import { MAX_BATCH_ENTRIES } from '../mutations/max-batch-entries.js';
import { DocumentInput } from './document.input.js';

/** The GraphQL input ExtractKnowledgeInput. */
@InputType('ExtractKnowledgeInput', {
  description: `What to read: 1 to ${MAX_BATCH_ENTRIES} documents and items together.`,
})
export class ExtractKnowledgeInput {
  @Field(() => [DocumentInput], { defaultValue: [], description: 'Texts.' })
  readonly documents!: readonly DocumentInput[];

  @Field(() => [ID], { defaultValue: [], description: 'Items whose descriptions are read, in both languages.' })
  readonly itemIds!: readonly string[];
}

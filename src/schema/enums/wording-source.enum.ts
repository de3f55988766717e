import { defineEnum } from './define-enum.js';

/** The GraphQL enum WordingSource. */
export const WordingSourceEnum = defineEnum<'model' | 'template'>('WordingSource', 'Who wrote a text.', {
  model: 'A language model; its text has been checked against the facts.',
  template: 'The templates of the platform.',
});

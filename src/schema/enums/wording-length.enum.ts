import { defineEnum } from './define-enum.js';

/** The GraphQL enum WordingLength. */
export const WordingLengthEnum = defineEnum<'short' | 'medium' | 'long'>('WordingLength', 'How much a text says.', {
  short: 'One thing.',
  medium: 'Two or three things.',
  long: 'Everything that there is to say.',
});

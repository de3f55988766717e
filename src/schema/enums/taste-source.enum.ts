import { defineEnum } from './define-enum.js';

/** The GraphQL enum TasteSource. */
export const TasteSourceEnum = defineEnum<'stated' | 'inferred'>(
  'TasteSource',
  'Where a belief about a taste comes from.',
  {
    stated: 'The user said so.',
    inferred: 'What the user liked says so.',
  },
);

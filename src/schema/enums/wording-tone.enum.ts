import { defineEnum } from './define-enum.js';

/** The GraphQL enum WordingTone. */
export const WordingToneEnum = defineEnum<'plain' | 'warm' | 'playful'>('WordingTone', 'How a text sounds.', {
  plain: 'Calm and to the point.',
  warm: 'As a friend would say it.',
  playful: 'Light and inviting.',
});

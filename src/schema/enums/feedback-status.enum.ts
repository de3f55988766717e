import { defineEnum } from './define-enum.js';

/** What became of one event. */
export type FeedbackStatus = 'recorded' | 'duplicate' | 'refused';

/** The GraphQL enum FeedbackStatus. */
export const FeedbackStatusEnum = defineEnum<FeedbackStatus>('FeedbackStatus', 'What became of an event.', {
  recorded: 'It is stored for good, and the next recommendations know it.',
  duplicate: 'An equal event with this id was stored before; nothing changed.',
  refused: 'It was not stored; `problem` says why.',
});

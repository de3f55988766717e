import type { ChannelName } from '../../domain/explanation.js';
import { defineEnum } from './define-enum.js';

/** The GraphQL enum Channel. */
export const ChannelEnum = defineEnum<ChannelName>('Channel', 'The ways in which an item can be found for a user.', {
  collaborative: 'People who used the same items also used it.',
  neighbours: 'People with a similar history use it.',
  knowledge: 'It shares a person, genre, topic or other fact with what the user liked.',
  preference: 'It has something that the user said to like.',
  social: 'Friends of the user use it.',
  scene: 'It suits the situation.',
  repeat: 'The user has taken it before, and may take it again.',
  factors: 'It lies close to the user in the space that was learned from all interactions.',
  regression: 'What the user liked predicts it, by what all users like together.',
  text: 'Its description, or its image or sound, resembles what the user liked.',
  trending: 'It is used more and more at the moment.',
  newest: 'It is new in the catalogue.',
  popular: 'Many people use it.',
});

import { defineEnum } from './define-enum.js';

/** The days of the week as a situation names them. */
export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';

/** The GraphQL enum Weekday. */
export const WeekdayEnum = defineEnum<Weekday>('Weekday', 'The days of the week.', {
  monday: 'Monday.',
  tuesday: 'Tuesday.',
  wednesday: 'Wednesday.',
  thursday: 'Thursday.',
  friday: 'Friday.',
  saturday: 'Saturday.',
  sunday: 'Sunday.',
});

import { type Objectives, TASK_NAMES } from '../domain/objectives.js';
import type { ObjectivesInput } from '../schema/recommendations/objectives.input.js';
import { checkedRange, invalidArgument } from './argument-checks.js';

const MAX_WEIGHT = 100;

/** The weights that a client gives objectives; throws INVALID_ARGUMENT where none of them is above 0. */
export function checkedObjectives(input: ObjectivesInput | null | undefined): Objectives | undefined {
  if (input === null || input === undefined) return undefined;
  const objectives = Object.fromEntries(
    TASK_NAMES.flatMap((task) => {
      const weight = input[task];
      return weight === null || weight === undefined
        ? []
        : [[task, checkedRange(weight, 0, MAX_WEIGHT, `objectives.${task}`)]];
    }),
  );
  if (Object.values(objectives).some((weight) => weight > 0)) return objectives;
  throw invalidArgument('`objectives` gives nothing a weight: give at least one of them more than 0, or leave it out.');
}

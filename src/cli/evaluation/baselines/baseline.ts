import { z } from 'zod';
import { IsthmusError } from '../../../domain/errors.js';
import type { Projection } from '../../../graph/projection/projection.js';
import type { BaselineModel, RatingModel } from '../../../models/baselines/baseline-model.js';
import type { Ratings } from '../../../models/baselines/ratings.js';
import type { ValidationSet } from '../../../recommend/fitting/validation-set.js';
import type { RatedPairs } from './rated-pairs.js';

/** What baselines learn from. */
export interface BaselineData {
  readonly projection: Projection;
  /** Null where the values of the events are no ratings. */
  readonly ratings: Ratings | null;
  readonly seed: number;
}

/** Where settings are searched: data without the validation pairs, and these. */
export interface Tuning {
  readonly data: BaselineData;
  readonly set: ValidationSet;
  readonly heldOutRatings: RatedPairs | null;
  /** How many points a search looks at. */
  readonly trials: number;
}

/** A fitted baseline and what it can do. */
export interface FittedBaseline {
  readonly ranks: BaselineModel | null;
  readonly rates: RatingModel | null;
}

/** The settings of a baseline as a table and JSON show them. */
export type SettingValues = Readonly<Record<string, number | string>>;

/** One classical recommender by the name that `evaluate --model` knows it by. */
export interface Baseline {
  readonly name: string;
  /** Why the baseline cannot be fitted to such data; null when it can. */
  refusal(data: BaselineData): string | null;
  /** Throws INVALID_ARGUMENT for settings that the baseline does not have. */
  check(given: SettingValues): void;
  /** Fits with the given settings, the searched ones where there is something to search on, and the usual ones. */
  fit(
    data: BaselineData,
    given: SettingValues,
    tuning: Tuning | null,
  ): Promise<FittedBaseline & { readonly settings: SettingValues }>;
}

interface BaselineDefinition<S extends SettingValues> {
  readonly name: string;
  readonly refusal?: (data: BaselineData) => string | null;
  /** Every setting with its usual value. */
  readonly settings: z.ZodType<S>;
  readonly fit: (data: BaselineData, settings: S) => Promise<FittedBaseline> | FittedBaseline;
  /** Searches from the settings at hand; left out where there is nothing to search. */
  readonly tune?: (tuning: Tuning, start: S) => Promise<Partial<S>> | Partial<S>;
}

/** Makes a baseline of its settings, its fit and its search. What the caller gives is never searched. */
export function defineBaseline<S extends SettingValues>(definition: BaselineDefinition<S>): Baseline {
  const { name, refusal = () => null, tune } = definition;
  const parse = (given: SettingValues): S => {
    const parsed = definition.settings.safeParse(given);
    if (parsed.success) return parsed.data;
    const problems = parsed.error.issues.map(({ path, message }) => [...path, message].join(': '));
    throw new IsthmusError('INVALID_ARGUMENT', `--set ${name}: ${problems.join('; ')}.`);
  };
  return {
    name,
    refusal,
    check: (given) => void parse(given),
    fit: async (data, given, tuning) => {
      const start = parse(given);
      const found = tuning === null || tune === undefined ? {} : await tune(tuning, start);
      const settings = parse({ ...found, ...given });
      return { ...(await definition.fit(data, settings)), settings };
    },
  };
}

/** A whole number from `least` on, also as text. */
export function wholeNumber(least: number) {
  return z.coerce.number().int().min(least);
}

/** A number from `least` on, also as text. */
export function numberFrom(least: number) {
  return z.coerce.number().min(least);
}

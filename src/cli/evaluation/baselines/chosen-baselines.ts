import { IsthmusError } from '../../../domain/errors.js';
import type { Baseline, SettingValues } from './baseline.js';
import { RANKING_BASELINES } from './ranking-baselines.js';
import { RATING_BASELINES } from './rating-baselines.js';

/** The name of the whole recommender beside those of the baselines. */
export const RECOMMENDER = 'recommender';
/** Stands for every baseline that can be fitted to the data. */
export const ALL_BASELINES = 'all';

const BASELINES: ReadonlyMap<string, Baseline> = new Map(
  [...RANKING_BASELINES, ...RATING_BASELINES].map((baseline) => [baseline.name, baseline]),
);

/** The names that a model can be chosen by. */
export const MODEL_NAMES: readonly string[] = [RECOMMENDER, ...BASELINES.keys(), ALL_BASELINES];

/** What to compare. */
export interface ChosenModels {
  readonly hasRecommender: boolean;
  readonly baselines: readonly Baseline[];
  /** True when baselines that cannot be fitted to the data are passed over. */
  readonly skipsRefused: boolean;
  /** The settings that were given, by the baseline's name. */
  readonly settings: ReadonlyMap<string, SettingValues>;
}

/** Finds models by name and checks settings such as `ease.regularisation=100`; INVALID_ARGUMENT says what there is. */
export function chooseModels(names: readonly string[], settings: readonly string[]): ChosenModels {
  const unknown = names.find((name) => !MODEL_NAMES.includes(name));
  if (unknown !== undefined) {
    throw new IsthmusError('INVALID_ARGUMENT', `There is no model ${unknown}. Models: ${MODEL_NAMES.join(', ')}.`);
  }
  if (names.length === 0) {
    throw new IsthmusError('INVALID_ARGUMENT', `Name at least one model: ${MODEL_NAMES.join(', ')}.`);
  }
  const isAll = names.includes(ALL_BASELINES);
  const baselines = [...BASELINES.values()].filter(({ name }) => isAll || names.includes(name));
  return {
    hasRecommender: names.includes(RECOMMENDER),
    baselines,
    skipsRefused: isAll,
    settings: readSettings(settings, baselines),
  };
}

function readSettings(texts: readonly string[], baselines: readonly Baseline[]): Map<string, SettingValues> {
  const settings = new Map<string, SettingValues>();
  for (const text of texts) {
    const [, name, setting, value] = /^([^.=]+)\.([^.=]+)=(.+)$/.exec(text) ?? [];
    if (name === undefined) {
      throw new IsthmusError('INVALID_ARGUMENT', `Give settings as model.setting=value, not as ${text}.`);
    }
    if (!baselines.some((baseline) => baseline.name === name)) {
      throw new IsthmusError('INVALID_ARGUMENT', `--set ${text}: ${name} is not among the baselines to evaluate.`);
    }
    settings.set(name, { ...settings.get(name), [setting]: value });
  }
  for (const baseline of baselines) baseline.check(settings.get(baseline.name) ?? {});
  return settings;
}

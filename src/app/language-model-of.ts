import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { createLanguageModel } from '../llm/create-language-model.js';
import type { LanguageModel } from '../llm/language-model.js';

/** The language model of a configuration, whose kept answers are in the data folder. */
export function languageModelOf(
  { dataDir, languageModel }: Pick<Config, 'dataDir' | 'languageModel'>,
  warn: (message: string) => void,
): Promise<LanguageModel> {
  if (languageModel === null) return createLanguageModel(null);
  return createLanguageModel({ ...languageModel, cacheFolder: join(dataDir, 'language-answers'), warn });
}

import { AnswerCache } from './cache/answer-cache.js';
import { EndpointLanguageModel } from './endpoint-language-model.js';
import type { LanguageModel } from './language-model.js';
import { NoLanguageModel } from './no-language-model.js';
import { PriceTable } from './usage/price-table.js';

/** Which model is used, and how. */
export interface LanguageModelSettings {
  /** Where the server is, with its version, such as `http://localhost:11434/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  readonly key: string | null;
  /** File of the price table, or null. */
  readonly pricesPath: string | null;
  readonly concurrency: number;
  readonly timeoutMs: number;
  /** Folder of kept answers. */
  readonly cacheFolder: string;
  /** 0 keeps none. */
  readonly cacheBytes: number;
  readonly warn: (message: string) => void;
}

const MAX_WAITING = 1_000;
const MAX_REPEATS = 3;
const FIRST_WAIT_MS = 500;
const FAILURES_TO_OPEN = 5;
const OPEN_MS = 5_000;

/** The configured model; without settings the one that always answers `not-configured`. */
export async function createLanguageModel(settings: LanguageModelSettings | null): Promise<LanguageModel> {
  if (settings === null) return new NoLanguageModel();
  const { baseUrl, model, key, pricesPath, concurrency, timeoutMs, cacheFolder, cacheBytes, warn } = settings;
  // The SDK takes a quarter of a second to load, which only those pay who use it.
  const { OpenAiCompatibleEndpoint } = await import('./endpoint/openai-compatible-endpoint.js');
  const { GuardedEndpoint } = await import('./endpoint/guarded-endpoint.js');
  const endpoint = new GuardedEndpoint(new OpenAiCompatibleEndpoint({ baseUrl, model, key }), {
    concurrency,
    maxWaiting: MAX_WAITING,
    maxRepeats: MAX_REPEATS,
    firstWaitMs: FIRST_WAIT_MS,
    failuresToOpen: FAILURES_TO_OPEN,
    openMs: OPEN_MS,
    random: Math.random,
  });
  return new EndpointLanguageModel({
    endpoint,
    baseUrl,
    model,
    timeoutMs,
    prices: pricesPath === null ? null : await PriceTable.read(pricesPath),
    cache: cacheBytes === 0 ? null : new AnswerCache({ folder: cacheFolder, maxBytes: cacheBytes, warn }),
  });
}

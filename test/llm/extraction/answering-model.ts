import { GuardedEndpoint } from '../../../src/llm/endpoint/guarded-endpoint.js';
import { OpenAiCompatibleEndpoint } from '../../../src/llm/endpoint/openai-compatible-endpoint.js';
import { EndpointLanguageModel } from '../../../src/llm/endpoint-language-model.js';
import type { LanguageModel } from '../../../src/llm/language-model.js';
import type { PriceTable } from '../../../src/llm/usage/price-table.js';
import type { ChatServer } from '../chat-server.js';

/** The model behind a test server. */
export function modelAt(server: ChatServer, prices: PriceTable | null = null): LanguageModel {
  const endpoint = new GuardedEndpoint(
    new OpenAiCompatibleEndpoint({ baseUrl: server.url, model: 'tiny', key: null }),
    {
      concurrency: 4,
      maxWaiting: 100,
      maxRepeats: 0,
      firstWaitMs: 1,
      failuresToOpen: 100,
      openMs: 100,
      random: () => 0.5,
    },
  );
  return new EndpointLanguageModel({
    endpoint,
    baseUrl: server.url,
    model: 'tiny',
    timeoutMs: 5_000,
    prices,
    cache: null,
  });
}

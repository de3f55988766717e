import { GuardedEndpoint } from '../../src/llm/endpoint/guarded-endpoint.js';
import { OpenAiCompatibleEndpoint } from '../../src/llm/endpoint/openai-compatible-endpoint.js';
import { EndpointLanguageModel } from '../../src/llm/endpoint-language-model.js';
import { languageModelContract } from '../contracts/language-model.contract.js';

languageModelContract('OpenAI-compatible HTTP', async (baseUrl) => {
  const endpoint = new OpenAiCompatibleEndpoint({ baseUrl, model: 'tiny', key: 'sk-secret-1234' });
  const guarded = new GuardedEndpoint(endpoint, {
    concurrency: 4,
    maxWaiting: 8,
    maxRepeats: 3,
    firstWaitMs: 20,
    failuresToOpen: 5,
    openMs: 200,
    random: () => 0.5,
  });
  return new EndpointLanguageModel({
    endpoint: guarded,
    baseUrl,
    model: 'tiny',
    timeoutMs: 2_000,
    prices: null,
    cache: null,
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { createLanguageModel, type LanguageModelSettings } from '../../src/llm/create-language-model.js';
import type { TextRequest } from '../../src/llm/language-model.js';
import { ChatServer, failsWith, says } from './chat-server.js';

const question: TextRequest = {
  instructions: 'Answer.',
  messages: [{ role: 'user', content: 'Which film?' }],
  maxOutputTokens: 20,
};
const objectQuestion = { ...question, schemaName: 'film', schema: z.strictObject({ title: z.string() }) };

describe('a language model by its settings', () => {
  let server: ChatServer;
  let folder: string;

  beforeEach(async () => {
    server = await ChatServer.open();
    folder = mkdtempSync(join(tmpdir(), 'isthmus-llm-'));
  });
  afterEach(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  const settings = (changes: Partial<LanguageModelSettings> = {}): LanguageModelSettings => ({
    baseUrl: server.url,
    model: 'tiny',
    key: null,
    pricesPath: null,
    concurrency: 2,
    timeoutMs: 2_000,
    cacheFolder: join(folder, 'answers'),
    cacheBytes: 1_000_000,
    warn: () => undefined,
    ...changes,
  });
  const prices = (models: object) => {
    const path = join(folder, 'prices.json');
    writeFileSync(path, JSON.stringify({ currency: 'USD', models }));
    return path;
  };

  test('without settings every call says that no model is configured', async () => {
    const model = await createLanguageModel(null);
    expect(await model.generateText(question)).toEqual({ status: 'not-configured' });
    expect(await model.generateObject(objectQuestion)).toEqual({ status: 'not-configured' });
    expect(model.estimateCost(1, 1)).toBeNull();
    expect(model.totals()).toMatchObject({ calls: 0, cost: null });
    expect(model.id).toBe('none');
  });

  test('the same question costs once, also after a restart', async () => {
    server.willReply(says('{"title":"Arrival"}'));
    await (await createLanguageModel(settings())).generateObject(objectQuestion);
    const model = await createLanguageModel(settings());
    const answer = await model.generateObject(objectQuestion);
    expect(answer).toMatchObject({ value: { title: 'Arrival' }, usage: { isCached: true, inputTokens: 0, cost: 0 } });
    expect(server.requests).toHaveLength(1);
    expect(model.totals()).toMatchObject({ calls: 0, cachedAnswers: 1, inputTokens: 0 });
  });

  test('another model, question, length or schema is asked anew', async () => {
    server.willReply(says('{"title":"Arrival"}'));
    const model = await createLanguageModel(settings());
    await model.generateObject(objectQuestion);
    await model.generateObject({ ...objectQuestion, maxOutputTokens: 21 });
    await model.generateObject({ ...objectQuestion, instructions: 'Answer!' });
    await model.generateObject({ ...objectQuestion, schema: z.object({ title: z.string() }) });
    await (await createLanguageModel(settings({ model: 'other' }))).generateObject(objectQuestion);
    expect(server.requests).toHaveLength(5);
  });

  test('what is personal is never kept, and neither is a failure', async () => {
    server.willReply(says('for you'));
    const model = await createLanguageModel(settings());
    await model.generateText({ ...question, isPersonal: true });
    await model.generateText({ ...question, isPersonal: true });
    expect(server.requests).toHaveLength(2);
    server.willReply(failsWith(400), says('now'));
    await expect(model.generateText(question)).rejects.toMatchObject({ code: 'LANGUAGE_MODEL_FAILED' });
    expect(await model.generateText(question)).toMatchObject({ value: 'now' });
  });

  test('answers cost what the price table says', async () => {
    server.willReply(says('fine'));
    const pricesPath = prices({ tiny: { inputPerMillion: 1_000_000, outputPerMillion: 2_000_000 } });
    const model = await createLanguageModel(settings({ pricesPath }));
    expect(await model.generateText(question)).toMatchObject({ usage: { cost: 11 + 14 } });
    expect(model.totals().cost).toBe(25);
    expect(model.estimateCost(3, 1)).toEqual({ amount: 5, currency: 'USD' });
  });

  test('a table without the model runs without money, and fails where money is asked for', async () => {
    server.willReply(says('fine'));
    const model = await createLanguageModel(settings({ pricesPath: prices({}) }));
    expect(await model.generateText(question)).toMatchObject({ usage: { cost: null } });
    expect(() => model.estimateCost(1, 1)).toThrow(/no price for the model "tiny"/);
  });

  test('thousands of questions to a server that is down end in seconds', async () => {
    server.willReply(failsWith(500));
    const model = await createLanguageModel(settings({ cacheBytes: 0 }));
    const startedMs = performance.now();
    for (let k = 0; k < 2_000; k++) {
      await expect(model.generateText(question)).rejects.toMatchObject({ code: 'LANGUAGE_MODEL_UNAVAILABLE' });
    }
    expect(performance.now() - startedMs).toBeLessThan(12_000);
    expect(server.requests.length).toBeLessThan(12);
  });
});

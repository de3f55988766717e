import { z } from 'zod';
import { IsthmusError } from '../../src/domain/errors.js';
import type { LanguageModel, ObjectRequest, TextRequest } from '../../src/llm/language-model.js';
import {
  breaksOff,
  ChatServer,
  chatBody,
  failsWith,
  floods,
  hangsUp,
  isSilent,
  late,
  type Reply,
  says,
  sends,
  trickles,
} from '../llm/chat-server.js';

const DEADLINE_MS = 2_000;
/** How much later than its deadline a call may end. */
const SLACK_MS = 250;

const question: TextRequest = {
  instructions: 'Answer.',
  messages: [{ role: 'user', content: 'How are you?' }],
  maxOutputTokens: 50,
  timeoutMs: DEADLINE_MS,
};
const schema = z.strictObject({ director: z.string(), year: z.number().int() });
const objectQuestion: ObjectRequest<z.output<typeof schema>> = { ...question, schemaName: 'film', schema };
const film = { director: 'Denis Villeneuve', year: 2016 };
const goodJson = JSON.stringify(film);

/** What every language model that asks a server over HTTP must do, whatever the server does. */
export function languageModelContract(name: string, createModel: (baseUrl: string) => Promise<LanguageModel>): void {
  describe(`the contract of a language model: ${name}`, () => {
    let server: ChatServer;
    let model: LanguageModel;
    const unhandled: unknown[] = [];
    const onUnhandled = (reason: unknown) => unhandled.push(reason);

    beforeAll(async () => {
      process.on('unhandledRejection', onUnhandled);
      server = await ChatServer.open();
    });
    beforeEach(async () => {
      model = await createModel(server.url);
    });
    afterAll(async () => {
      process.off('unhandledRejection', onUnhandled);
      await server.close();
    });

    /** The code that a call ends with, and how long that took. */
    const failureOf = async (call: Promise<unknown>) => {
      const startedMs = performance.now();
      const error = await call.then(
        () => null,
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(IsthmusError);
      if (!(error instanceof IsthmusError)) throw error;
      return { code: error.code, message: error.message, cause: error.cause, tookMs: performance.now() - startedMs };
    };

    test('a question gets its answer, with what it has used', async () => {
      server.willReply(says('Well, thanks.'));
      const answer = await model.generateText(question);
      expect(answer).toMatchObject({
        status: 'generated',
        value: 'Well, thanks.',
        usage: { inputTokens: 11, outputTokens: 7, calls: 1, isEstimated: false, isCached: false },
      });
      expect(server.requests[0].path).toBe('/v1/chat/completions');
      expect(server.requests[0].body.messages.map(({ role }) => role)).toEqual(['system', 'user']);
    });

    test('data that fits the schema is returned as it is', async () => {
      server.willReply(says(goodJson));
      expect(await model.generateObject(objectQuestion)).toMatchObject({ value: film, usage: { calls: 1 } });
    });

    const repairable: [string, Reply][] = [
      ['invalid JSON', says('{"director": "Denis Villeneuve", "year": }')],
      ['wrong keys', says('{"regisseur": "Denis Villeneuve", "jahr": 2016}')],
      ['another type', says('{"director": "Denis Villeneuve", "year": "2016"}')],
      ['prose only', says('The film was directed by Denis Villeneuve.')],
      ['another language', says('导演是丹尼斯·维伦纽瓦。')],
      ['half of the JSON', says('{"director": "Denis Vill')],
      ['an empty answer', says('')],
      ['a list instead of an object', says(`[${goodJson}, 3]`)],
    ];
    test.each(repairable)('%s is repaired by asking once more, and both answers are counted', async (_, reply) => {
      server.willReply(reply, says(goodJson));
      const answer = await model.generateObject(objectQuestion);
      expect(answer).toMatchObject({ value: film, usage: { calls: 2, inputTokens: 22, outputTokens: 14 } });
      expect(server.requests).toHaveLength(2);
      expect(model.totals()).toMatchObject({ calls: 2, inputTokens: 22, outputTokens: 14 });
    });

    test.each(repairable)('%s twice is an error, after exactly two questions, both counted', async (_, reply) => {
      server.willReply(reply);
      expect((await failureOf(model.generateObject(objectQuestion))).code).toBe('LANGUAGE_MODEL_FAILED');
      expect(server.requests).toHaveLength(2);
      expect(model.totals().calls).toBe(2);
    });

    test.each([
      ['prose around it', `Here you are:\n${goodJson}\nI hope this helps {really}.`],
      ['a code fence', `\`\`\`json\n${goodJson}\n\`\`\``],
      ['thoughts before it', `<think>Who was it? {"director": "me"}</think>${goodJson}`],
    ])('JSON with %s is found', async (_, text) => {
      server.willReply(says(text));
      expect(await model.generateObject(objectQuestion)).toMatchObject({ value: film, usage: { calls: 1 } });
    });

    test.each([400, 415, 422, 501])(
      'a server that refuses schemas with status %i is asked in words, from then on',
      async (status) => {
        const withoutSchemas: Reply = (response, request) =>
          request.body.response_format === undefined
            ? says(goodJson)(response, request)
            : failsWith(status)(response, request);
        server.willReply(withoutSchemas);
        expect(await model.generateObject(objectQuestion)).toMatchObject({ value: film });
        const [first, second] = server.requests;
        expect(first.body.response_format?.type).toBe('json_schema');
        expect(second.body.messages[0].content).toContain('"director"');
        await model.generateObject({ ...objectQuestion, instructions: 'Answer again.' });
        expect(server.requests).toHaveLength(3);
      },
    );

    test.each<[string, Reply]>([
      ['a refusal', says('', {}, { message: { role: 'assistant', content: null, refusal: 'I cannot.' } })],
      ['a content filter', says('Some words', {}, { finish_reason: 'content_filter' })],
      ['an answer that was cut off', says('Denis Vill', {}, { finish_reason: 'length' })],
      ['no choice', says('', { choices: [] })],
      ['an empty text', says('  \n')],
      ['JSON that is no answer', sends('{"hello": "world"}')],
      ['HTML', sends('<html><body>Welcome to nginx</body></html>', 'text/html')],
      ['an event stream that nobody asked for', sends('data: {"choices":[]}\n\ndata: [DONE]\n\n', 'text/event-stream')],
      ['bytes that are no text', sends('\u0000\u0001\ufffd')],
      ['a body without end', floods],
      ['a refused request', failsWith(400)],
    ])('%s is an error that trying again does not mend', async (_, reply) => {
      server.willReply(reply);
      const failure = await failureOf(model.generateText(question));
      expect(failure.code).toBe('LANGUAGE_MODEL_FAILED');
      expect(server.requests).toHaveLength(1);
    });

    test('an answer of the wrong content type counts when it is the right JSON', async () => {
      server.willReply(sends(chatBody('Fine.'), 'text/plain'));
      expect(await model.generateText(question)).toMatchObject({ value: 'Fine.' });
    });

    test('an answer that comes in small pieces is put together', async () => {
      server.willReply(trickles('很好，谢谢。'));
      expect(await model.generateText(question)).toMatchObject({ value: '很好，谢谢。' });
    });

    test.each<[string, Reply]>([
      ['500', failsWith(500)],
      ['502 with HTML', failsWith(502, { 'content-type': 'text/html' }, '<html>Bad gateway</html>')],
      ['503', failsWith(503)],
      ['429', failsWith(429)],
      ['a connection that is closed', hangsUp],
      ['a body that breaks off', breaksOff],
    ])('%s, then a good answer, is a good answer', async (_, reply) => {
      server.willReply(reply, says('At last.'));
      expect(await model.generateText(question)).toMatchObject({ value: 'At last.', usage: { calls: 1 } });
      expect(server.requests).toHaveLength(2);
    });

    test.each<[string, Reply]>([
      ['500', failsWith(500)],
      ['429', failsWith(429)],
      ['a connection that is closed', hangsUp],
      ['a body that breaks off', breaksOff],
    ])(
      '%s again and again is LANGUAGE_MODEL_UNAVAILABLE, after a few tries and within the deadline',
      async (_, reply) => {
        server.willReply(reply);
        const { code, tookMs } = await failureOf(model.generateText(question));
        expect(code).toBe('LANGUAGE_MODEL_UNAVAILABLE');
        expect(server.requests.length).toBeGreaterThan(1);
        expect(server.requests.length).toBeLessThanOrEqual(4);
        expect(tookMs).toBeLessThan(DEADLINE_MS + SLACK_MS);
        expect(model.totals().calls).toBe(0);
      },
    );

    test('a rate limit is waited for as long as it asks', async () => {
      server.willReply(failsWith(429, { 'retry-after': '1' }), says('Now.'));
      const startedMs = performance.now();
      expect(await model.generateText(question)).toMatchObject({ value: 'Now.' });
      expect(performance.now() - startedMs).toBeGreaterThanOrEqual(1_000);
    });

    test('a rate limit that outlasts the deadline fails at once', async () => {
      server.willReply(failsWith(429, { 'retry-after': '60' }));
      const { code, tookMs } = await failureOf(model.generateText(question));
      expect(code).toBe('LANGUAGE_MODEL_UNAVAILABLE');
      expect(tookMs).toBeLessThan(500);
      expect(server.requests).toHaveLength(1);
    });

    test('an account without credit is not asked again', async () => {
      server.willReply(failsWith(429, {}, JSON.stringify({ error: { message: 'no', code: 'insufficient_quota' } })));
      const failure = await failureOf(model.generateText(question));
      expect(failure).toMatchObject({ code: 'LANGUAGE_MODEL_UNAVAILABLE' });
      expect(failure.message).toMatch(/no credit/);
      expect(server.requests).toHaveLength(1);
    });

    test.each([
      [401, /ISTHMUS_LLM_KEY/],
      [403, /ISTHMUS_LLM_KEY/],
      [404, /ISTHMUS_LLM_MODEL/],
    ])('status %i says which setting is wrong', async (status, hint) => {
      server.willReply(failsWith(status));
      const failure = await failureOf(model.generateText(question));
      expect(failure.code).toBe('CONFIG_INVALID');
      expect(failure.message).toMatch(hint);
      expect(server.requests).toHaveLength(1);
    });

    test('the key reaches the server, and no error tells it or the text that was sent', async () => {
      const echo: Reply = (response, request) =>
        failsWith(
          400,
          {},
          JSON.stringify({ error: { message: `Bad key ${request.authorization}` } }),
        )(response, request);
      server.willReply(echo);
      const { message, cause } = await failureOf(model.generateText(question));
      const authorization = server.requests[0].authorization ?? '';
      expect(authorization).toMatch(/^Bearer ./);
      const told = `${message} ${cause instanceof Error ? `${cause.message} ${JSON.stringify(cause)}` : ''}`;
      expect(told).not.toContain(authorization.slice('Bearer '.length));
      expect(told).not.toContain('How are you');
    });

    test('a server that answers too late is left at the deadline, and the request is really aborted', async () => {
      server.willReply(isSilent);
      const { code, tookMs } = await failureOf(model.generateText({ ...question, timeoutMs: 200 }));
      expect(code).toBe('DEADLINE_EXCEEDED');
      expect(tookMs).toBeLessThan(200 + SLACK_MS);
      await settled(() => server.broken === 1);
    });

    test('an answer that is slow but in time counts', async () => {
      server.willReply(late(300, says('Slowly.')));
      expect(await model.generateText(question)).toMatchObject({ value: 'Slowly.' });
    });

    test('a cancelled call ends at once, and so does its request', async () => {
      server.willReply(isSilent);
      const caller = new AbortController();
      setTimeout(() => caller.abort(new Error('The user went away.')), 50);
      const { code, tookMs } = await failureOf(model.generateText({ ...question, signal: caller.signal }));
      expect(code).toBe('DEADLINE_EXCEEDED');
      expect(tookMs).toBeLessThan(50 + SLACK_MS);
      await settled(() => server.broken === 1);
    });

    test('a call that is cancelled beforehand asks nothing', async () => {
      server.willReply(says('never'));
      const signal = AbortSignal.abort();
      expect((await failureOf(model.generateText({ ...question, signal }))).code).toBe('DEADLINE_EXCEEDED');
      expect(server.requests).toHaveLength(0);
    });

    test('a server that does not count is counted for, and the usage says that it is a guess', async () => {
      server.willReply(says('Four words it has', { usage: undefined }));
      const answer = await model.generateText(question);
      expect(answer).toMatchObject({ usage: { isEstimated: true } });
      if (answer.status !== 'generated') throw new Error('no answer');
      expect(answer.usage.inputTokens).toBeGreaterThan(3);
      expect(answer.usage.outputTokens).toBeGreaterThan(3);
      expect(model.totals().isEstimated).toBe(true);
    });

    test('an address where nothing listens is LANGUAGE_MODEL_UNAVAILABLE and names the setting', async () => {
      const nobody = await createModel('http://127.0.0.1:9/v1');
      const failure = await failureOf(nobody.generateText(question));
      expect(failure.code).toBe('LANGUAGE_MODEL_UNAVAILABLE');
      expect(failure.message).toMatch(/ISTHMUS_LLM_BASE_URL/);
    });

    test('nothing is left behind: no socket, no rejection that nobody has heard', async () => {
      await settled(() => {
        server.closeIdle();
        return server.openSockets === 0;
      });
      expect(unhandled).toEqual([]);
    });
  });
}

/** Waits until something holds, at most two seconds. */
async function settled(holds: () => boolean): Promise<void> {
  for (let k = 0; k < 100 && !holds(); k++) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(holds()).toBe(true);
}

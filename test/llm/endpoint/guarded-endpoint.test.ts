import { CallDeadline } from '../../../src/llm/endpoint/call-deadline.js';
import type { ChatCall } from '../../../src/llm/endpoint/chat-endpoint.js';
import { GuardedEndpoint, type GuardOptions } from '../../../src/llm/endpoint/guarded-endpoint.js';
import { OpenAiCompatibleEndpoint } from '../../../src/llm/endpoint/openai-compatible-endpoint.js';
import { ChatServer, failsWith, isSilent, late, says } from '../chat-server.js';

const OPEN_MS = 300;
const call: ChatCall = {
  instructions: 'Answer.',
  messages: [{ role: 'user', content: 'Hello?' }],
  maxOutputTokens: 10,
  temperature: 0,
  format: null,
};

describe('a guarded endpoint', () => {
  let server: ChatServer;

  beforeEach(async () => {
    server = await ChatServer.open();
  });
  afterEach(() => server.close());

  function guard(options: Partial<GuardOptions> = {}) {
    const endpoint = new OpenAiCompatibleEndpoint({ baseUrl: server.url, model: 'tiny', key: null });
    const guarded = new GuardedEndpoint(endpoint, {
      concurrency: 2,
      maxWaiting: 4,
      maxRepeats: 0,
      firstWaitMs: 10,
      failuresToOpen: 3,
      openMs: OPEN_MS,
      random: () => 0.5,
      ...options,
    });
    return async (timeoutMs = 2_000, signal?: AbortSignal): Promise<string> => {
      const deadline = new CallDeadline(timeoutMs, signal);
      try {
        return (await guarded.complete(call, deadline)).text;
      } finally {
        deadline.end();
      }
    };
  }

  test('so many requests are under way at once and no more, and each of the others gets its turn', async () => {
    const ask = guard();
    server.willReply(late(50, says('done')));
    expect(await Promise.all(Array.from({ length: 6 }, () => ask()))).toEqual(Array(6).fill('done'));
    expect(server.mostAtOnce).toBe(2);
  });

  test('a call beyond the waiting ones fails at once and says why', async () => {
    const ask = guard();
    server.willReply(late(100, says('done')));
    const accepted = Array.from({ length: 6 }, () => ask());
    await expect(ask()).rejects.toMatchObject({
      code: 'LANGUAGE_MODEL_UNAVAILABLE',
      message: expect.stringMatching(/2 requests under way and 4 waiting/),
    });
    await Promise.all(accepted);
  });

  test('a call that is cancelled while it waits ends at once and is never asked', async () => {
    const ask = guard({ concurrency: 1 });
    server.willReply(late(200, says('done')));
    const first = ask();
    const caller = new AbortController();
    const second = ask(2_000, caller.signal);
    caller.abort();
    await expect(second).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    expect(await first).toBe('done');
    expect(server.requests).toHaveLength(1);
  });

  test('a call that is cancelled between two tries gives its place free', async () => {
    const ask = guard({ concurrency: 1, maxRepeats: 3 });
    server.willReply(failsWith(429, { 'retry-after': '1' }), says('done'));
    const caller = new AbortController();
    const first = ask(5_000, caller.signal);
    setTimeout(() => caller.abort(), 50);
    await expect(first).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    const startedMs = performance.now();
    expect(await ask()).toBe('done');
    expect(performance.now() - startedMs).toBeLessThan(500);
  });

  test('after so many outages the rest of a batch fails without asking, and says the reason', async () => {
    const ask = guard();
    server.willReply(failsWith(503));
    for (let k = 0; k < 3; k++) await expect(ask()).rejects.toMatchObject({ code: 'LANGUAGE_MODEL_UNAVAILABLE' });
    const startedMs = performance.now();
    for (let k = 0; k < 100; k++) await expect(ask()).rejects.toThrow(/left alone.*status 503/s);
    expect(performance.now() - startedMs).toBeLessThan(OPEN_MS);
    expect(server.requests).toHaveLength(3);
  });

  test('a server that never answers counts as down, too', async () => {
    const ask = guard();
    server.willReply(isSilent);
    for (let k = 0; k < 3; k++) await expect(ask(50)).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    // The caller hears of the deadline first, the circuit when the request has been aborted.
    await new Promise((resolve) => setTimeout(resolve, 20));
    await expect(ask(50)).rejects.toMatchObject({ code: 'LANGUAGE_MODEL_UNAVAILABLE' });
    expect(server.requests).toHaveLength(3);
  });

  test('callers who go away do not make a server count as down', async () => {
    const ask = guard();
    server.willReply(isSilent);
    for (let k = 0; k < 5; k++) {
      await expect(ask(2_000, AbortSignal.timeout(20))).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    }
    server.willReply(says('still here'));
    expect(await ask()).toBe('still here');
  });

  test('a server that is back is used again after one call that tries it', async () => {
    const ask = guard();
    server.willReply(failsWith(503));
    for (let k = 0; k < 3; k++) await ask().catch(() => undefined);
    server.willReply(says('back'));
    await new Promise((resolve) => setTimeout(resolve, OPEN_MS + 20));
    expect(await Promise.all([ask(), ask(), ask()])).toEqual(['back', 'back', 'back']);
    expect(server.mostAtOnce).toBeLessThanOrEqual(2);
  });

  test('a server that is still down is left alone longer', async () => {
    const ask = guard();
    server.willReply(failsWith(503));
    for (let k = 0; k < 3; k++) await ask().catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, OPEN_MS + 20));
    await ask().catch(() => undefined);
    expect(server.requests).toHaveLength(4);
    await new Promise((resolve) => setTimeout(resolve, OPEN_MS + 20));
    await ask().catch(() => undefined);
    expect(server.requests).toHaveLength(4);
  });
});

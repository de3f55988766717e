import { Writable } from 'node:stream';
import pino from 'pino';
import { FAULTY_USERS, faultyGraph, SECRET } from './faulty-graph.js';
import { smallWorld, startTestServer, type TestServer } from './test-server.js';
import { testServices } from './test-services.js';

const lines: string[] = [];
const logger = pino(
  { level: 'info' },
  new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  }),
);

let server: TestServer;
beforeAll(async () => {
  const services = await testServices(smallWorld, faultyGraph);
  server = await startTestServer({ services, logger, config: { requestTimeoutMs: 300 } });
}, 60_000);
afterAll(() => server.close());
beforeEach(() => {
  lines.length = 0;
});

const look = (id: string) => `{ user(id: "${id}") { key } domains { key } }`;

test('an unexpected error is masked with an id, under which the log has its cause, once', async () => {
  const response = await server.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-request-id': 'request-7' },
    body: JSON.stringify({ query: look(FAULTY_USERS.broken) }),
  });
  const text = await response.text();
  expect(text).not.toContain('secret');
  expect(text).not.toContain('stack');
  const { data, errors } = JSON.parse(text);
  expect(data).toMatchObject({ user: null, domains: expect.any(Array) });
  const { errorId } = errors[0].extensions;
  expect(errors[0]).toEqual({
    message: `The server could not do this. Its log has the cause under the error id ${errorId}.`,
    locations: expect.any(Array),
    path: ['user'],
    extensions: { code: 'INTERNAL', isRetryable: false, errorId },
  });
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0])).toMatchObject({
    errorId,
    requestId: 'request-7',
    err: { message: expect.stringContaining(SECRET) },
  });
});

test('a broken dependency keeps its code, so that clients know to try again, but not its message', async () => {
  const { errors } = await server.ask(look(FAULTY_USERS.unavailable));
  expect(errors[0].extensions).toMatchObject({ code: 'STORE_UNAVAILABLE', isRetryable: true });
  expect(errors[0].message).not.toContain('refuses');
  expect(lines).toHaveLength(1);
});

test('what clients can act on is not logged as a failure', async () => {
  await server.ask('{ trending(first: 0) { edges { score } } }');
  await server.ask('{ nothing }');
  await server.ask('{');
  expect(lines).toEqual([]);
});

test('a request ends at its deadline even when the store never answers', async () => {
  const start = performance.now();
  const { data, errors } = await server.ask(look(FAULTY_USERS.endless));
  expect(performance.now() - start).toBeLessThan(2_000);
  expect(data).toMatchObject({ user: null });
  expect(errors[0]).toMatchObject({
    message: 'The request did not finish within 300 ms. Ask for less, or try again later.',
    extensions: { code: 'DEADLINE_EXCEEDED', isRetryable: true },
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { startTestServer, type TestServer } from './test-server.js';

const FOLDER = new URL('./hostile/', import.meta.url);
const requests = readdirSync(FOLDER).map((name) => ({ name, text: readFileSync(new URL(name, FOLDER), 'utf8') }));
const CODES = ['QUERY_TOO_EXPENSIVE', 'INVALID_ARGUMENT', 'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED'];
/** What refusing may take on a busy machine; answering any of these would take far longer. */
const MAX_REFUSAL_MS = 500;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  // The first request pays for what is loaded late, and its time says nothing about refusing.
  await server.ask('{ __typename @x }');
  await server.ask('query Warm($n: Int!) { trending(first: $n) { edges { score } } }', { n: 0 });
}, 60_000);
afterAll(() => server.close());

test.each(requests)('$name is refused with 4xx and a code, fast and without an answer', async ({ text }) => {
  const start = performance.now();
  const { status, data, errors } = await server.ask(text);
  const tookMs = performance.now() - start;
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(data ?? null).toBeNull();
  expect(errors.length).toBeGreaterThan(0);
  expect(errors.length).toBeLessThanOrEqual(6);
  for (const { extensions } of errors) expect(CODES).toContain(extensions.code);
  expect(JSON.stringify(errors).length).toBeLessThan(4_000);
  expect(tookMs).toBeLessThan(MAX_REFUSAL_MS);
});

test('after all of them the server still answers', async () => {
  expect((await server.ask('{ domains { key } }')).errors).toEqual([]);
});

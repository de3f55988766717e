import { parse, validate } from 'graphql';
import { buildIsthmusSchema } from '../../src/resolvers/schema.js';
import { exampleOperations } from '../../src/server/pages/example-operations.js';
import { startTestServer, type TestServer } from '../server/test-server.js';

const examples = exampleOperations();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 120_000);
afterAll(() => server.close());

test.each(examples)('$fileName says what it shows, is valid, and answers without errors', async ({ text }) => {
  expect(text).toMatch(/^# \S/);
  expect(validate(buildIsthmusSchema(), parse(text))).toEqual([]);
  const { status, data, errors } = await server.ask(text);
  expect(errors).toEqual([]);
  expect(status).toBe(200);
  for (const [field, value] of Object.entries<any>(data)) {
    if (Array.isArray(value?.edges)) expect([field, value.edges.length]).not.toEqual([field, 0]);
    if (Array.isArray(value?.errors)) expect(value.errors).toEqual([]);
    expect(value).not.toBeNull();
  }
  if (process.env.SHOW) console.log(JSON.stringify(data, null, 1).slice(0, 3000));
});

import { parse, validate } from 'graphql';
import { buildIsthmusSchema } from '../../src/resolvers/schema.js';
import { exampleOperations } from '../../src/server/pages/example-operations.js';
import { startTestServer, type TestServer } from '../server/test-server.js';
import { demoWorld } from '../server/test-services.js';

interface Field {
  readonly edges?: readonly unknown[];
  readonly errors?: readonly unknown[];
}

const examples = exampleOperations();
const schema = buildIsthmusSchema();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ fill: demoWorld });
}, 120_000);
afterAll(() => server.close());

test.each(examples)('$fileName says what it shows, is valid, and answers without errors', async ({ text }) => {
  expect(text).toMatch(/^# \S/);
  expect(validate(schema, parse(text))).toEqual([]);
  const { status, data, errors } = await server.ask<Record<string, Field | null>>(text);
  expect(errors).toEqual([]);
  expect(status).toBe(200);
  for (const field of Object.values(data)) {
    expect(field).not.toBeNull();
    expect(field?.edges).not.toEqual([]);
    expect(field?.errors ?? []).toEqual([]);
  }
});

test('every root field of the schema is shown by a ready-made operation, or is a look-up like one that is', async () => {
  const shown = examples.map((example) => example.text).join('\n');
  const lookUps = ['node', 'nodes', 'entity', 'scene', 'upsertUsers', 'deleteUser'];
  const fields = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
    Object.keys(type?.getFields() ?? {}),
  );
  const missing = fields.filter((field) => !lookUps.includes(field) && !new RegExp(`\\b${field}\\b`).test(shown));
  expect(missing).toEqual([]);
});

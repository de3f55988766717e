import { readFileSync } from 'node:fs';
import { parse, validate } from 'graphql';
import { buildIsthmusSchema } from '../../src/resolvers/schema.js';
import { REQUEST_LIMITS } from '../../src/server/limits/request-limits.js';
import { exampleOperations } from '../../src/server/pages/example-operations.js';
import { subscribed, subscribingClient } from '../server/subscribing-client.js';
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
  const { id } = await server.services.registry.startTraining({ seed: null, trials: 1 });
  await server.services.jobs.idle();
  expect(await server.services.registry.run(id)).toMatchObject({ status: 'finished' });
}, 240_000);
afterAll(() => server.close());

test.each(examples)('$fileName says what it shows, is valid, and answers without errors', async ({ text }) => {
  expect(text).toMatch(/^# \S/);
  expect(validate(schema, parse(text))).toEqual([]);
  if (text.includes('\nsubscription ')) return expectMessages(text);
  const { status, data, errors } = await server.ask<Record<string, Field | null>>(text);
  expect(errors).toEqual([]);
  expect(status).toBe(200);
  for (const field of Object.values(data)) {
    expect(field).not.toBeNull();
    expect(field?.edges).not.toEqual([]);
    expect(field?.errors ?? []).toEqual([]);
  }
});

/** A subscription tells where the training that runs stands. */
async function expectMessages(text: string): Promise<void> {
  const { registry, jobs } = server.services;
  if (jobs.progress.current === null) await registry.startTraining({ seed: null, trials: 4 });
  const client = subscribingClient(server.url);
  const { value } = await subscribed(client, text).next();
  expect(value).toMatchObject({ data: { trainingProgress: { status: 'RUNNING' } } });
  await client.dispose();
}

test('every root field of the schema is shown by a ready-made operation, or is a look-up like one that is', async () => {
  const shown = examples.map((example) => example.text).join('\n');
  const lookUps = ['node', 'nodes', 'entity', 'scene', 'upsertUsers', 'deleteUser'];
  const fields = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
    Object.keys(type?.getFields() ?? {}),
  );
  const missing = fields.filter((field) => !lookUps.includes(field) && !new RegExp(`\\b${field}\\b`).test(shown));
  expect(missing).toEqual([]);
});

describe('docs/guide/graphql.md', () => {
  const guide = readFileSync(new URL('../../docs/guide/graphql.md', import.meta.url), 'utf8');
  const sections = [...guide.matchAll(/^## (.+)\n[^#]*?```graphql\n([\s\S]*?)```/gm)];
  const requests = sections.map(([, , text]) => text);

  test.each(sections.map(([, title, text]) => [title, text]))(
    'the request under "%s" answers without errors',
    async (_title, text) => {
      const { data, errors } = await server.ask<Record<string, Field | null>>(text);
      expect(errors).toEqual([]);
      for (const field of Object.values(data)) expect(field?.edges).not.toEqual([]);
    },
  );

  test('its answers have the fields that its requests ask for', () => {
    const answers = [...guide.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text]) => JSON.parse(text));
    expect(answers.length).toBe(requests.length);
    answers.forEach(({ data, errors }, n) => {
      expect(errors).toBeUndefined();
      for (const field of Object.keys(data)) expect(requests[n]).toContain(field);
    });
  });

  test('the limits that it names are the limits of the server', () => {
    const { maxCost, maxDepth, maxAliases, maxRootFields, maxFields, maxTokens, maxBytes } = REQUEST_LIMITS;
    const words = guide.replaceAll(/\s+/g, ' ');
    expect(words).toContain(`Above ${maxCost.toLocaleString('en')} it is refused`);
    expect(words).toContain(
      `more than ${maxDepth} levels, ${maxAliases} aliases, ${maxRootFields} fields at the top, ${maxFields} fields, ${maxTokens.toLocaleString('en')} tokens, or a body above ${maxBytes / 1024} KiB`,
    );
  });
});

import { connect } from 'node:net';
import type { TrainingProgress } from '../../src/domain/trained-models.js';
import { subscribed, subscribingClient } from './subscribing-client.js';
import { startTestServer, type TestServer } from './test-server.js';

const PROGRESS = 'subscription Watch($runId: ID) { trainingProgress(runId: $runId) { runId status step message } }';
const TIMEOUT_MS = 60_000;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, TIMEOUT_MS);
afterAll(() => server.close());

const progress = (fields: Partial<TrainingProgress>): TrainingProgress => ({
  runId: 'r1',
  status: 'running',
  step: 'learn',
  phase: null,
  epoch: null,
  message: null,
  ...fields,
});

async function first(query: string, origin?: string) {
  const client = subscribingClient(server.url, origin);
  try {
    for await (const message of subscribed(client, query)) return message;
    return null;
  } finally {
    await client.dispose();
  }
}

test('a training is watched until its end, from where it stands', async () => {
  const { jobs } = server.services;
  jobs.progress.tell(progress({ step: 'read texts' }));
  const client = subscribingClient(server.url);
  const seen: unknown[] = [];
  for await (const { data } of subscribed(client, PROGRESS, { runId: 'r1' })) {
    seen.push(data);
    if (seen.length > 1) continue;
    jobs.progress.tell(progress({ runId: 'r2', step: 'of somebody else' }));
    jobs.progress.tell(progress({ status: 'finished', message: 'It serves.' }));
  }
  expect(seen).toEqual([
    { trainingProgress: { runId: 'r1', status: 'RUNNING', step: 'read texts', message: null } },
    { trainingProgress: { runId: 'r1', status: 'FINISHED', step: 'learn', message: 'It serves.' } },
  ]);
  await client.dispose();
});

test('an unknown training is an error with a code', async () => {
  expect(await first('subscription { trainingProgress(runId: "20200101T000000000Z-1") { step } }')).toMatchObject({
    errors: [{ message: 'There is no training "20200101T000000000Z-1".', extensions: { code: 'NOT_FOUND' } }],
  });
});

test.each([
  ['a query', '{ domains { key } }', 'Only subscriptions are answered over WebSocket'],
  ['an unknown field', 'subscription { anything }', 'Cannot query field'],
  ['half an operation', 'subscription {', 'Syntax Error'],
  [
    'a flood of fields',
    `subscription { ${'a: trainingProgress { step } '.repeat(40)} }`,
    'has 40 fields at the top; at most 10 are allowed',
  ],
])('%s is refused over WebSocket', async (_, query, message) => {
  await expect(first(query)).rejects.toEqual([expect.objectContaining({ message: expect.stringContaining(message) })]);
});

test('a subscription over HTTP is refused with the way to go', async () => {
  const { status, errors } = await server.ask('subscription { trainingProgress { step } }');
  expect(status).toBe(400);
  expect(errors[0].message).toMatch(/^Subscriptions are answered over WebSocket at the same address/);
  expect(errors[0].extensions.code).toBe('INVALID_ARGUMENT');
});

test('pages of other origins may not open a connection, those that are allowed may', async () => {
  await expect(first(PROGRESS, 'https://elsewhere.example')).rejects.toMatchObject({
    message: expect.stringContaining('403'),
  });
  server.services.jobs.progress.tell(progress({}));
  for (const origin of ['https://shop.example', server.url]) {
    expect(await first(PROGRESS, origin)).toMatchObject({ data: { trainingProgress: { runId: 'r1' } } });
  }
  server.services.jobs.progress.tell(progress({ status: 'stopped' }));
});

test.each(['/', '/graphiql', '//', '/graphql/x'])('nobody listens for WebSockets at %s', async (path) => {
  const { hostname, port } = new URL(server.url);
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    socket.on('error', reject);
    socket.once('data', (data) => resolve(data.toString()));
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n`,
    );
  });
  expect(answer).toMatch(/^HTTP\/1\.1 404 /);
});

test('a server that stops ends its subscriptions', async () => {
  const other = await startTestServer({ services: server.services });
  const client = subscribingClient(other.url);
  const listening = subscribed(client, PROGRESS);
  server.services.jobs.progress.tell(progress({}));
  await listening.next();
  const ended = expect(listening.next()).rejects.toMatchObject({ code: 1001 });
  await other.stop();
  await ended;
  server.services.jobs.progress.tell(progress({ status: 'stopped' }));
});

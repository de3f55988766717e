import { startTestServer, type TestServer } from '../server/test-server.js';

const TIMEOUT_MS = 240_000;
const START =
  'mutation Start($input: StartTrainingInput!) { startTraining(input: $input) { run { id status } errors { code message isRetryable } } }';
const MODELS =
  '{ models(first: 1) { edges { cursor node { version isServed isPrevious promotions { reason isForced } } } pageInfo { hasNextPage endCursor } } }';

interface Started {
  readonly startTraining: { readonly run: { readonly id: string } | null; readonly errors: readonly object[] };
}

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, TIMEOUT_MS);
afterAll(() => server.close());

async function trained(seed: number): Promise<string> {
  const { data } = await server.ask<Started>(START, { input: { seed, trials: 1 } });
  expect(data.startTraining.errors).toEqual([]);
  await server.services.jobs.idle();
  return data.startTraining.run?.id ?? '';
}

test('before anything was trained there is nothing to see, and measuring says so', async () => {
  const { data, errors } = await server.ask(
    '{ models { edges { node { version } } } model { version } trainingRuns { edges { node { id } } } }',
  );
  expect(errors).toEqual([]);
  expect(data).toEqual({ models: { edges: [] }, model: null, trainingRuns: { edges: [] } });
  const { data: measured } = await server.ask(
    'mutation { evaluate(input: {}) { evaluation { users } errors { code } } }',
  );
  expect(measured).toEqual({ evaluate: { evaluation: null, errors: [{ code: 'NOT_FOUND' }] } });
});

test.each([
  [{ trials: 0 }, '`trials` must lie between 1 and 1000, but is 0.'],
  [{ trials: 1001 }, '`trials` must lie between 1 and 1000, but is 1001.'],
  [{ seed: -1 }, '`seed` must lie between 0 and 999999999, but is -1.'],
])('a training with %j cannot begin', async (input, message) => {
  const { data } = await server.ask<Started>(START, { input });
  expect(data.startTraining).toEqual({
    run: null,
    errors: [{ code: 'INVALID_ARGUMENT', message, isRetryable: false }],
  });
});

test(
  'a second training is a problem of the payload, and can be tried again',
  async () => {
    const { data } = await server.ask<Started>(START, { input: { trials: 1 } });
    const second = await server.ask<Started>(START, { input: { trials: 1 } });
    expect(second.data.startTraining).toEqual({
      run: null,
      errors: [
        {
          code: 'TRAINING_RUNNING',
          message: expect.stringContaining(`The training ${data.startTraining.run?.id} `),
          isRetryable: true,
        },
      ],
    });
    await server.services.jobs.idle();
  },
  TIMEOUT_MS,
);

test(
  'versions and trainings are listed page by page, the newest first, with curves and the reason of each promotion',
  async () => {
    const runId = await trained(2);
    const { data: first } = await server.ask<{
      models: { edges: { node: { version: string } }[]; pageInfo: { endCursor: string } };
    }>(MODELS);
    expect(first.models).toMatchObject({
      edges: [
        { node: { isServed: true, promotions: [{ isForced: false, reason: expect.stringContaining('too few') }] } },
      ],
      pageInfo: { hasNextPage: true },
    });
    const after = first.models.pageInfo.endCursor;
    const { data: second } = await server.ask(
      `query Next($after: String) { models(first: 1, after: $after) { edges { node { isPrevious } } pageInfo { hasNextPage } } }`,
      { after },
    );
    expect(second).toEqual({ models: { edges: [{ node: { isPrevious: true } }], pageInfo: { hasNextPage: false } } });
    const { data: runs } = await server.ask(
      '{ trainingRuns(first: 1) { edges { node { id status seed settings message } } pageInfo { hasNextPage } } model { hyperParameters trainingRun { id } } }',
    );
    expect(runs).toMatchObject({
      trainingRuns: {
        edges: [{ node: { id: runId, status: 'FINISHED', seed: 2, settings: { trials: 1 } } }],
        pageInfo: { hasNextPage: true },
      },
      model: { hyperParameters: { trainingRun: runId }, trainingRun: { id: runId } },
    });
    expect((await server.ask('{ model(version: "v9") { version } }')).data).toEqual({ model: null });
    expect((await server.ask('{ models(after: "x") { edges { cursor } } }')).errors[0].extensions.code).toBe(
      'INVALID_CURSOR',
    );
  },
  TIMEOUT_MS,
);

test(
  'evaluate measures the version that serves, or one by name',
  async () => {
    const query =
      'mutation Measure($version: ID) { evaluate(input: { version: $version }) { evaluation { version users metrics { name } } errors { code message } } }';
    const { data } = await server.ask<{ evaluate: { evaluation: { version: string } } }>(query);
    expect(data.evaluate).toMatchObject({ evaluation: { users: expect.any(Number) }, errors: [] });
    const { version } = data.evaluate.evaluation;
    expect((await server.ask(query, { version })).data).toMatchObject({ evaluate: { evaluation: { version } } });
    expect((await server.ask(query, { version: '../../etc' })).data).toMatchObject({
      evaluate: { evaluation: null, errors: [{ code: 'NOT_FOUND', message: 'There is no version "../../etc".' }] },
    });
  },
  TIMEOUT_MS,
);

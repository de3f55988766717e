import { startTestServer, type TestServer } from '../server/test-server.js';

interface Outcome {
  readonly eventId: string;
  readonly status: string;
  readonly attribution: { readonly modelVersion: string; readonly rank: number } | null;
}
interface Problem {
  readonly code: string;
  readonly message: string;
  readonly index: number | null;
}
interface Payload {
  readonly recordedCount: number;
  readonly outcomes: readonly Outcome[];
  readonly errors: readonly Problem[];
}

const MUTATION = `mutation Feedback($input: RecordFeedbackInput!) {
  recordFeedback(input: $input) {
    recordedCount outcomes { eventId status attribution { modelVersion rank } } errors { code message index }
  }
}`;
const RECOMMEND = `query Recommend($input: RecommendationsInput!) {
  recommendations(input: $input, first: 10) { recommendationId modelVersion edges { score node { key } } }
}`;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 60_000);
afterAll(() => server.close());

async function send(events: readonly Record<string, unknown>[], more: Record<string, unknown> = {}): Promise<Payload> {
  const { data, errors } = await server.ask<{ recordFeedback: Payload }>(MUTATION, { input: { events, ...more } });
  expect(errors).toEqual([]);
  return data.recordFeedback;
}

async function recommend(userId: string, more: Record<string, unknown> = {}) {
  const { data } = await server.ask<{
    recommendations: {
      recommendationId: string;
      modelVersion: string;
      edges: { score: number; node: { key: string } }[];
    };
  }>(RECOMMEND, { input: { userId, ...more } });
  return data.recommendations;
}

const event = (eventId: string, fields: Record<string, unknown> = {}) => ({
  eventId,
  userId: 'u1',
  itemId: 'i3',
  kind: 'LIKE',
  at: '2026-05-01T12:00:00Z',
  ...fields,
});

function facet(name: string, value: string) {
  return { name, value };
}

test('an event with a known id changes nothing', async () => {
  expect(await send([event('once')])).toMatchObject({ recordedCount: 1, errors: [] });
  const again = await send([event('once')]);
  expect(again).toMatchObject({ recordedCount: 0, outcomes: [{ eventId: 'once', status: 'DUPLICATE' }], errors: [] });
});

test('an event keeps the facets of its situation: with others it is another event', async () => {
  const at = (weather: string) => event('facets', { context: [{ name: 'weather', value: weather }] });
  expect((await send([at('sunny')])).outcomes[0].status).toBe('RECORDED');
  expect((await send([at('sunny')])).outcomes[0].status).toBe('DUPLICATE');
  const other = await send([at('rainy')]);
  expect(other.recordedCount).toBe(0);
  expect(other.outcomes[0].status).toBe('REFUSED');
});

test.each([
  [[facet('weather', 'sunny'), facet('weather', 'rainy')], '`context` names "weather" twice.'],
  [[facet('', 'sunny')], '`context` needs a name and a value each.'],
  [[facet('weather', ' ')], '`context` needs a name and a value each.'],
  [[facet('Day Time', 'noon')], /"Day Time": a name begins with a small letter.* Is it "dayTime"\?$/],
  [[facet('天气', '晴')], /"天气": a name begins with a small letter.*underscores\.$/],
  [[facet('a'.repeat(65), 'x')], /up to 64 letters/],
  [[facet('rank', '1')], /"rank": under this name an event keeps which list showed the item/],
  [[facet('weather', 'x'.repeat(201))], '`context.value` has 201 characters; at most 200 are allowed.'],
  [Array.from({ length: 31 }, (_, n) => facet(`f${n}`, 'x')), '`context` has 31 entries; at most 30 are allowed.'],
])('the facets %j of an event are refused', async (context, message) => {
  const { errors } = await send([event('facets-refused', { context })]);
  const expected = typeof message === 'string' ? message : expect.stringMatching(message);
  expect(errors).toMatchObject([{ code: 'INVALID_ARGUMENT', message: expected }]);
});

test('an event without a time is the same event when it is sent again later', async () => {
  const timeless = event('timeless', { at: null });
  expect((await send([timeless])).outcomes[0].status).toBe('RECORDED');
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect((await send([timeless])).outcomes[0].status).toBe('DUPLICATE');
  expect((await send([{ ...timeless, kind: 'DISLIKE' }])).errors[0].code).toBe('EVENT_CONFLICT');
});

test('a known id with other content is a conflict, and the stored event stays', async () => {
  await send([event('fixed')]);
  const { outcomes, errors } = await send([event('fixed', { kind: 'DISLIKE' })]);
  expect(outcomes).toEqual([{ eventId: 'fixed', status: 'REFUSED', attribution: null }]);
  expect(errors).toEqual([
    {
      code: 'EVENT_CONFLICT',
      message: 'The user already has an event "fixed" with other content. Give every event an id of its own.',
      index: 0,
    },
  ]);
});

test('each event of a batch has its own outcome: the good ones are stored, the others say why not', async () => {
  const { outcomes, errors, recordedCount } = await send([
    event('batch-1'),
    event('batch-2', { itemId: 'nothing' }),
    event('batch-3', { userId: 'nobody' }),
    event('batch-4', { sceneId: 'moon' }),
    event('batch-5', { kind: 'RATE', value: 9 }),
    event('batch-6', { at: '2999-01-01T00:00:00Z' }),
    event('', {}),
    event('batch-8', { recommendationId: 'forged' }),
    event('batch-9', { kind: 'RATE', value: 4.5 }),
  ]);
  expect(recordedCount).toBe(2);
  expect(outcomes.map(({ status }) => status)).toEqual([
    'RECORDED',
    ...Array.from({ length: 7 }, () => 'REFUSED'),
    'RECORDED',
  ]);
  expect(errors.map(({ code, index }) => [index, code])).toEqual([
    [1, 'NOT_FOUND'],
    [2, 'NOT_FOUND'],
    [3, 'NOT_FOUND'],
    [4, 'INVALID_ARGUMENT'],
    [5, 'INVALID_ARGUMENT'],
    [6, 'INVALID_ARGUMENT'],
    [7, 'INVALID_RECOMMENDATION_ID'],
  ]);
  expect(errors[1].message).toBe(
    'There is no User with the id "nobody". Add the user with upsertUsers, or set createMissingUsers.',
  );
  expect(errors[3].message).toBe('`value` must lie between 1 and 5, but is 9.');
  expect(errors[4].message).toMatch(/lies in the future/);
});

test('a batch takes 1 to 100 events', async () => {
  const many = Array.from({ length: 101 }, (_, n) => event(`many-${n}`));
  for (const events of [[], many]) {
    const payload = await send(events);
    expect(payload.outcomes).toEqual([]);
    expect(payload.errors).toEqual([
      {
        code: 'INVALID_ARGUMENT',
        message: `\`events\` must have 1 to 100 entries, but has ${events.length}.`,
        index: null,
      },
    ]);
  }
  expect(await send(many.slice(1))).toMatchObject({ recordedCount: 100, errors: [] });
});

test('unknown users are made when the client says so', async () => {
  const first = event('hello', { userId: 'newcomer' });
  expect(await send([first], { createMissingUsers: true })).toMatchObject({ recordedCount: 1 });
  const { data } = await server.ask('{ user(id: "newcomer") { key history { edges { node { eventId } } } } }');
  expect(data).toEqual({ user: { key: 'newcomer', history: { edges: [{ node: { eventId: 'hello' } }] } } });
});

test('feedback with a recommendationId is credited to its list, its scene included', async () => {
  const { recommendationId, modelVersion, edges } = await recommend('u2', { sceneId: 'bedtime' });
  const itemId = edges[2].node.key;
  const { outcomes } = await send([event('credited', { userId: 'u2', itemId, recommendationId, at: null })]);
  expect(outcomes[0]).toEqual({ eventId: 'credited', status: 'RECORDED', attribution: { modelVersion, rank: 3 } });
  const { data } = await server.ask(
    '{ user(id: "u2") { history(first: 1) { edges { node { eventId scene { key } } } } } }',
  );
  expect(data).toEqual({
    user: { history: { edges: [{ node: { eventId: 'credited', scene: { key: 'bedtime' } } }] } },
  });
});

test('a recommendationId that was changed, or issued for another user, is refused', async () => {
  const { recommendationId, edges } = await recommend('u2');
  const itemId = edges[0].node.key;
  const middle = recommendationId.length >> 1;
  const changed = `${recommendationId.slice(0, middle)}${recommendationId[middle] === 'A' ? 'B' : 'A'}${recommendationId.slice(middle + 1)}`;
  const { errors } = await send([
    event('tampered', { userId: 'u2', itemId, recommendationId: changed }),
    event('borrowed', { userId: 'u3', itemId, recommendationId }),
  ]);
  expect(errors.map(({ code }) => code)).toEqual(['INVALID_RECOMMENDATION_ID', 'INVALID_RECOMMENDATION_ID']);
  expect(errors[1].message).toBe('The `recommendationId` was issued for another user.');
});

test('the same user’s next recommendations know the feedback, 200 times of 200', async () => {
  let known = 0;
  for (let round = 0; round < 200; round++) {
    const userId = `reader-${round % 40}`;
    const before = await recommend(userId);
    const itemId = before.edges[0].node.key;
    const kind = round % 2 === 0 ? 'FINISH' : 'DISLIKE';
    const sent = await send([event(`r-${round}`, { userId, itemId, kind, at: null })], { createMissingUsers: true });
    const after = await recommend(userId);
    if (sent.recordedCount === 1 && !after.edges.some(({ node }) => node.key === itemId)) known++;
  }
  expect(known).toBe(200);
}, 120_000);

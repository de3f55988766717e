import { startTestServer, type TestServer } from './test-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 60_000);
afterAll(() => server.close());

const JSON_TYPE = { 'content-type': 'application/json' };
const post = (body: string, headers: Record<string, string> = JSON_TYPE) =>
  server.fetch('/graphql', { method: 'POST', headers, body });
const query = (text: string) => JSON.stringify({ query: text });

test('/health and /ready answer 200 while the server runs', async () => {
  for (const path of ['/health', '/ready']) {
    const response = await server.fetch(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
  }
});

test('every answer has an id: the client’s own when it is well-formed', async () => {
  const own = await post(query('{ __typename }'), { ...JSON_TYPE, 'x-request-id': 'abc-1' });
  expect(own.headers.get('x-request-id')).toBe('abc-1');
  const forged = await post(query('{ __typename }'), { ...JSON_TYPE, 'x-request-id': '{"level":50}' });
  expect(forged.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
});

test('every answer has the headers that keep browsers from guessing, framing and leaking', async () => {
  for (const path of ['/health', '/nowhere', '/graphiql']) {
    const { headers } = await server.fetch(path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-powered-by')).toBeNull();
  }
});

test('pages of an allowed origin may call, others may not, and nobody with cookies', async () => {
  const preflight = (origin: string) =>
    server.fetch('/graphql', { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } });
  const allowed = await preflight('https://shop.example');
  expect(allowed.status).toBe(204);
  expect(allowed.headers.get('access-control-allow-origin')).toBe('https://shop.example');
  expect(allowed.headers.get('access-control-allow-headers')).toContain('content-type');
  expect(allowed.headers.get('access-control-allow-credentials')).toBeNull();
  expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
  const answer = await post(query('{ __typename }'), { ...JSON_TYPE, origin: 'https://shop.example' });
  expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.example');
  expect(answer.headers.get('vary')).toContain('Origin');
});

test.each<[what: string, body: string, headers: Record<string, string>, status: number, code: string]>([
  ['a body that is too large', query(`{ __typename } # ${'x'.repeat(600_000)}`), JSON_TYPE, 413, 'QUERY_TOO_EXPENSIVE'],
  ['malformed JSON', '{"query": ', JSON_TYPE, 400, 'INVALID_ARGUMENT'],
  [
    'another character set',
    query('{ __typename }'),
    { 'content-type': 'application/json; charset=latin1' },
    415,
    'INVALID_ARGUMENT',
  ],
  [
    'an unknown encoding',
    query('{ __typename }'),
    { ...JSON_TYPE, 'content-encoding': 'zip' },
    415,
    'INVALID_ARGUMENT',
  ],
  ['a batch of operations', `[${query('{ __typename }')}]`, JSON_TYPE, 400, 'BAD_REQUEST'],
  ['an empty body', '{}', JSON_TYPE, 400, 'BAD_REQUEST'],
  [
    'a form, which any page could send',
    'query={__typename}',
    { 'content-type': 'application/x-www-form-urlencoded' },
    400,
    'BAD_REQUEST',
  ],
  [
    'plain text, which any page could send',
    query('{ __typename }'),
    { 'content-type': 'text/plain' },
    400,
    'BAD_REQUEST',
  ],
])('%s is refused in JSON with a code', async (_what, body, headers, status, code) => {
  const response = await post(body, headers);
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  const { errors } = JSON.parse(await response.text());
  expect(errors).toHaveLength(1);
  expect(errors[0].extensions.code).toBe(code);
});

test('a GET that any page could make is refused unless it carries a header that pages cannot send', async () => {
  const path = `/graphql?query=${encodeURIComponent('{ __typename }')}`;
  expect((await server.fetch(path)).status).toBe(400);
  const asked = await server.fetch(path, { headers: { 'apollo-require-preflight': 'yes' } });
  expect(asked.status).toBe(200);
  const mutation = `/graphql?query=${encodeURIComponent('mutation { deleteItem(input: { itemId: "i1" }) { deletedId } }')}`;
  expect((await server.fetch(mutation, { headers: { 'apollo-require-preflight': 'yes' } })).status).toBe(405);
});

test('the limits hold for GET as well', async () => {
  const aliases = Array.from({ length: 100 }, (_, n) => `a${n}: __typename`).join(' ');
  const path = `/graphql?query=${encodeURIComponent(`{ ${aliases} }`)}`;
  const response = await server.fetch(path, { headers: { 'apollo-require-preflight': 'yes' } });
  expect(response.status).toBe(400);
  expect(JSON.parse(await response.text()).errors[0].extensions.code).toBe('QUERY_TOO_EXPENSIVE');
});

test('answers about users are never kept, answers about the catalogue are for a minute, failures are not', async () => {
  const cacheControl = async (text: string) => (await post(query(text))).headers.get('cache-control');
  expect(await cacheControl('{ recommendations(input: { userId: "u1" }) { isColdStart } }')).toBe('private, no-store');
  expect(await cacheControl('{ domains { key } user(id: "u1") { key } }')).toBe('private, no-store');
  expect(await cacheControl('{ domains { key } ...F } fragment F on Query { scenes { key } }')).toBe(
    'max-age=60, public',
  );
  expect(await cacheControl('{ trending(first: 0) { edges { score } } }')).toBe('no-store');
  expect(await cacheControl('mutation { deleteItem(input: { itemId: "x" }) { deletedId } }')).toBe('no-store');
});

test('an unknown path is a JSON error that says where the API is', async () => {
  const response = await server.fetch('/api');
  expect(response.status).toBe(404);
  expect(JSON.parse(await response.text()).errors[0]).toEqual({
    message: 'There is nothing at /api. The API is at /graphql.',
    extensions: { code: 'NOT_FOUND', isRetryable: false },
  });
});

test('a browser that opens /graphql gets Apollo Sandbox with every ready-made operation', async () => {
  const response = await server.fetch('/graphql', { headers: { accept: 'text/html' } });
  expect(response.status).toBe(200);
  const page = await response.text();
  expect(page).toContain('embeddable-sandbox');
  expect(page).toContain('query RecommendationsForAUser');
  expect(page).toContain('mutation DeleteAnItem');
  // The page sets its own policy with a nonce; one that forbids everything would leave it blank.
  expect(response.headers.get('content-security-policy')).toBe("frame-ancestors 'none'");
});

test('without introspection the schema stays unknown: no introspection, no names in errors', async () => {
  const closed = await startTestServer({ services: server.services, config: { allowsIntrospection: false } });
  try {
    const introspection = await closed.ask('{ __schema { types { name } } }');
    expect(introspection.status).toBe(400);
    const misspelled = await closed.ask('{ trendin { edges { score } } }');
    expect(misspelled.status).toBe(400);
    expect(misspelled.errors[0].message).not.toContain('trending');
    expect((await closed.ask('{ domains { key } }')).errors).toEqual([]);
  } finally {
    await closed.stop();
  }
});

import { encodeGlobalId } from '../../src/schema/global-id.js';
import { startTestServer, type TestServer } from '../server/test-server.js';

interface Edge {
  readonly score: number;
  readonly modelPart: number;
  readonly cursor: string;
  readonly reasons: readonly string[];
  readonly recommendationId: string;
  readonly paths: readonly { readonly share: number; readonly steps: readonly Step[] }[];
  readonly node: { readonly key: string; readonly title: string; readonly domain: { readonly key: string } };
}
interface Step {
  readonly from: { readonly id: string | null; readonly people: number | null };
  readonly to: { readonly id: string | null; readonly people: number | null };
}
interface Page {
  readonly recommendations: {
    readonly recommendationId: string;
    readonly isColdStart: boolean;
    readonly modelVersion: string;
    readonly scene: { readonly scene: { readonly key: string }; readonly evidence: readonly string[] } | null;
    readonly edges: readonly Edge[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const QUERY = `query Recommend($input: RecommendationsInput!, $first: Int! = 20, $after: String) {
  recommendations(input: $input, first: $first, after: $after) {
    recommendationId isColdStart modelVersion
    scene { scene { key } evidence }
    edges {
      score modelPart cursor reasons recommendationId
      paths { share steps { from { id people } to { id people } } }
      node { key title domain { key } }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 60_000);
afterAll(() => server.close());

async function recommend(input: Record<string, unknown>, page: Record<string, unknown> = {}) {
  const { data, errors } = await server.ask<Page>(QUERY, { input, ...page });
  expect(errors).toEqual([]);
  return data.recommendations;
}

test('every recommendation has reasons, and its score is the sum of its shares and the model’s part', async () => {
  const { edges, recommendationId, modelVersion } = await recommend({ userId: 'u1' });
  expect(edges.length).toBeGreaterThan(5);
  expect(modelVersion).not.toBe('');
  for (const edge of edges) {
    expect(edge.reasons.length).toBeGreaterThan(0);
    expect(edge.recommendationId).toBe(recommendationId);
    const shares = edge.paths.reduce((sum, { share }) => sum + share, 0);
    expect(shares + edge.modelPart).toBeCloseTo(edge.score, 6);
  }
});

test('no path names another person', async () => {
  const self = encodeGlobalId('User', 'u1');
  const { edges } = await recommend({ userId: 'u1' });
  const stops = edges.flatMap(({ paths }) => paths.flatMap(({ steps }) => steps.flatMap(({ from, to }) => [from, to])));
  expect(stops.some(({ people }) => people !== null)).toBe(true);
  for (const { id } of stops) {
    if (id !== null && Buffer.from(id, 'base64url').toString().startsWith('User:')) expect(id).toBe(self);
  }
});

test('pages follow one another without repeating an item, until none is left', async () => {
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page: Page['recommendations'] = await recommend({ userId: 'u1' }, { first: 4, after });
    seen.push(...page.edges.map(({ node }) => node.key));
    expect(page.pageInfo.endCursor).toBe(page.edges.at(-1)?.cursor ?? null);
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBeGreaterThan(8);
});

test('global ids and the ids of the data give the same answer', async () => {
  const plain = await recommend({ userId: 'u1', domains: ['book'], sceneId: 'commute', excludeItemIds: ['i1'] });
  const opaque = await recommend({
    userId: encodeGlobalId('User', 'u1'),
    domains: [encodeGlobalId('Domain', 'book')],
    sceneId: encodeGlobalId('Scene', 'commute'),
    excludeItemIds: [encodeGlobalId('Item', 'i1')],
  });
  expect(opaque.edges.map(({ node }) => node.key)).toEqual(plain.edges.map(({ node }) => node.key));
  expect(plain.edges.every(({ node }) => node.domain.key === 'book' && node.key !== 'i1')).toBe(true);
});

test('a visitor with liked items and a user nobody knows both get an answer', async () => {
  const visitor = await recommend({ likedItemIds: ['i1', 'i2'] });
  expect(visitor.isColdStart).toBe(false);
  expect(visitor.edges.length).toBeGreaterThan(0);
  for (const input of [{ userId: 'a-stranger' }, { likedItemIds: [] }]) {
    const stranger = await recommend(input);
    expect(stranger.isColdStart).toBe(true);
    expect(stranger.edges.length).toBeGreaterThan(0);
  }
});

test('the language of the request is the language of titles and reasons below it', async () => {
  const { edges } = await recommend({ userId: 'u1', language: 'ZH' });
  for (const { node } of edges) expect(node.title).toMatch(/^作品/);
  expect(edges.flatMap(({ reasons }) => reasons).join('')).toMatch(/[\u4e00-\u9fff]/);
});

test('a scene that the request names is the scene of the answer', async () => {
  const { scene } = await recommend({ userId: 'u1', sceneId: 'bedtime' });
  expect(scene).toEqual({ scene: { key: 'bedtime' }, evidence: [] });
});

test('conditions that nothing meets give an empty page and no error', async () => {
  const { edges, pageInfo } = await recommend({ userId: 'u1', filters: { yearFrom: 3000 } });
  expect(edges).toEqual([]);
  expect(pageInfo).toEqual({ hasNextPage: false, endCursor: null });
});

test('paths are there exactly when a request includes them', async () => {
  const query = `query ($withPaths: Boolean!) {
    recommendations(input: { userId: "u1" }, first: 5) {
      edges { reasons modelPart ...Why @include(if: $withPaths) }
    }
  }
  fragment Why on RecommendationEdge { shown: paths { share } }`;
  const ask = (withPaths: boolean) => server.ask<{ recommendations: { edges: object[] } }>(query, { withPaths });
  const [bare, full] = [await ask(false), await ask(true)];
  expect([bare.errors, full.errors]).toEqual([[], []]);
  expect(full.data.recommendations.edges).toMatchObject(bare.data.recommendations.edges);
  const shown = (edge: object) => ('shown' in edge && Array.isArray(edge.shown) ? edge.shown.length : 0);
  expect(full.data.recommendations.edges.some((edge) => shown(edge) > 0)).toBe(true);
  expect(bare.data.recommendations.edges.some((edge) => 'shown' in edge)).toBe(false);
});

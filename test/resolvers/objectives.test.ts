import { OnnxRanker } from '../../src/models/ranker/onnx-ranker.js';
import { exportRankerOnnx } from '../../src/models/ranker/ranker-onnx.js';
import { UNFITTED_MODELS } from '../../src/recommend/fitted-models.js';
import { FEATURE_COUNT } from '../../src/recommend/ranking/features.js';
import { rankerWithTasks } from '../recommend/ranking/ranker-with-tasks.js';
import { startTestServer, type TestServer } from '../server/test-server.js';

const QUERY = `query ($objectives: ObjectivesInput) {
  recommendations(input: { userId: "u2", objectives: $objectives }, first: 20) {
    edges { score modelPart node { key } paths { share } }
  }
}`;

interface Page {
  readonly recommendations: {
    readonly edges: readonly {
      readonly score: number;
      readonly modelPart: number;
      readonly node: { readonly key: string };
      readonly paths: readonly { readonly share: number }[];
    }[];
  };
}

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  const session = { provider: 'cpu', threads: 1, warn: () => undefined } as const;
  const ranker = await OnnxRanker.open(exportRankerOnnx(rankerWithTasks()), 'tasks', FEATURE_COUNT, session);
  server.services.recommender.replace({ ...UNFITTED_MODELS, ranker });
}, 60_000);
afterAll(() => server.close());

async function ask(objectives: Record<string, number> | null) {
  const { data, errors } = await server.ask<Page>(QUERY, { objectives });
  expect(errors).toEqual([]);
  return data.recommendations.edges;
}

test('the weights of a request decide what comes first, and every score is still accounted for', async () => {
  const keys = (edges: Awaited<ReturnType<typeof ask>>) => edges.map(({ node }) => node.key);
  const [clicked, consumed] = [await ask({ click: 1 }), await ask({ consume: 1 })];
  const { items, itemUsers } = server.services.projection;
  const degrees = (edges: typeof clicked) => keys(edges).map((key) => itemUsers.degree(items.indexOf(key)));
  expect(degrees(clicked)).toEqual(degrees(clicked).toSorted((a, b) => b - a));
  expect(degrees(consumed)).toEqual(degrees(consumed).toSorted((a, b) => a - b));
  expect(keys(await ask({ click: 9, consume: 1 }))).not.toEqual(keys(consumed));
  expect(keys(await ask(null))).not.toEqual(keys(consumed));
  for (const { score, modelPart, paths } of consumed) {
    expect(paths.reduce((sum, { share }) => sum + share, modelPart)).toBeCloseTo(score, 4);
  }
});

test('an objective that the model has not learned is the client’s mistake, and those that it has are named', async () => {
  const { errors } = await server.ask(QUERY, { objectives: { click: 1, dwell: 1 } });
  expect(errors).toMatchObject([
    {
      message: expect.stringContaining('It knows click, consume; leave dwell out'),
      extensions: { code: 'INVALID_ARGUMENT' },
    },
  ]);
});

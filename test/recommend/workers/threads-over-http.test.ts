import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openIsthmus } from '../../../src/app.js';
import { readConfig } from '../../../src/config/config.js';
import { askGraphQL } from '../../e2e/ask-graphql.js';
import { MainProcess } from '../../e2e/main-process.js';
import { smallWorld } from '../../server/test-server.js';

/** Starting takes seconds, and many times that beside other tests. */
const TIMEOUT_MS = 180_000;
const FAST_FIT = { trials: 2, tuning: { users: 20, pairs: 0 }, ranker: { users: 10, pairs: 0 } };
const RECOMMEND = `query Recommend($userId: ID!) {
  recommendations(input: { userId: $userId }, first: 30) {
    recommendationId modelVersion edges { reasons paths { sentence } node { key } }
  }
}`;
const RECORD = `mutation Record($event: FeedbackEventInput!) {
  recordFeedback(input: { events: [$event] }) { recordedCount errors { message } }
}`;

interface Recommendations {
  readonly recommendations: {
    readonly recommendationId: string;
    readonly modelVersion: string;
    readonly edges: readonly {
      readonly reasons: readonly string[];
      readonly paths: readonly { readonly sentence: string }[];
      readonly node: { readonly key: string };
    }[];
  };
}

let dataDir: string;
let main: MainProcess;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'isthmus-threads-'));
  const isthmus = await openIsthmus(readConfig({ ISTHMUS_DATA_DIR: dataDir }), { recommends: true });
  await smallWorld(isthmus.writer, isthmus.reader, isthmus.ontology);
  await isthmus.train(FAST_FIT);
  await isthmus.close();
  main = new MainProcess(dataDir, { ISTHMUS_WORKERS: '2' });
  await main.logged(/^Recommendations are made by 2 threads$/);
}, TIMEOUT_MS);
afterAll(async () => {
  expect(await main.kill('SIGTERM')).toEqual({ code: 0, stderr: '' });
  await rm(dataDir, { recursive: true });
});

async function ask<Data>(query: string, variables: object): Promise<Data> {
  return askGraphQL((await main.serving()).url, query, variables);
}

test(
  'feedback over HTTP is always in the same user’s next recommendation',
  async () => {
    let checked = 0;
    const giveFeedback = async (userId: string): Promise<void> => {
      for (let n = 0; n < 10; n++) {
        const { recommendations } = await ask<Recommendations>(RECOMMEND, { userId });
        const itemId = recommendations.edges[0].node.key;
        const { recommendationId } = recommendations;
        const event = { eventId: `${userId}-${n}`, userId, itemId, kind: 'FINISH', recommendationId };
        await ask(RECORD, { event });
        const next = await ask<Recommendations>(RECOMMEND, { userId });
        expect(next.recommendations.edges.map(({ node }) => node.key)).not.toContain(itemId);
        checked++;
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, n) => giveFeedback(`u${n}`)));
    expect(checked).toBe(80);
  },
  TIMEOUT_MS,
);

test('paths that a thread has found reach the client', async () => {
  const { recommendations } = await ask<Recommendations>(RECOMMEND, { userId: 'u9' });
  expect(recommendations.modelVersion).not.toMatch(/^unfitted/);
  expect(recommendations.edges.some(({ paths }) => paths.length > 0)).toBe(true);
  expect(recommendations.edges.every(({ reasons }) => reasons.length > 0)).toBe(true);
});

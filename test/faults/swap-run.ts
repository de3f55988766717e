import { setTimeout as sleep } from 'node:timers/promises';
import { fitStoreOf } from '../../src/app/fit-store-of.js';
import { openForCommand, openIsthmus } from '../../src/app.js';
import { readConfig } from '../../src/config/config.js';
import { FEATURE_COUNT } from '../../src/recommend/ranking/features.js';
import { MainProcess } from '../e2e/main-process.js';
import { goodRanker } from '../models/imported/bad-models.js';
import { randomWorld } from '../recommend/small-world.js';

/** What clients saw while the served version changed. */
export interface SwapReport {
  readonly swaps: number;
  readonly answers: number;
  readonly failed: number;
  /** Answers whose version, scores and recommendation id are not all of one version. */
  readonly mixed: number;
  /** How many answers each version made. */
  readonly byVersion: Readonly<Record<string, number>>;
}

interface Answer {
  readonly recommendationId: string;
  readonly modelVersion: string;
  readonly scores: readonly number[];
}

const USERS = Array.from({ length: 12 }, (_, n) => `u${n}`);
const CLIENTS = 4;
const PAUSE_MS = 50;
const MAC_BYTES = 32;
const RECOMMEND = `query Recommend($userId: ID!) {
  recommendations(input: { userId: $userId }, first: 10) { recommendationId modelVersion edges { score } }
}`;

/** Has clients ask a server in threads without a pause while the served version is changed again and again. */
export async function runSwaps(dataDir: string, swaps: number): Promise<SwapReport> {
  const config = readConfig({ ISTHMUS_DATA_DIR: dataDir });
  const versions = await twoVersions(dataDir);
  const server = new MainProcess(dataDir, { ISTHMUS_WORKERS: '2' });
  await server.logged(/^Recommendations are made by 2 threads$/);
  const { url } = await server.serving();
  const commands = await openForCommand(config, { recommends: true, ignoresStoredModels: true });
  const signal = AbortSignal.timeout(600_000);
  const expected = new Map<string, Map<string, Answer>>();
  const promote = (version: string) => commands.models.promote(version, { isForced: true, signal });
  for (const version of versions) {
    await promote(version);
    expected.set(version, new Map(await Promise.all(USERS.map(async (user) => [user, await ask(url, user)] as const))));
  }
  const counts = { answers: 0, failed: 0, mixed: 0 };
  const byVersion: Record<string, number> = {};
  let isOver = false;
  const client = async (first: number): Promise<void> => {
    for (let n = first; !isOver; n++) {
      const user = USERS[n % USERS.length];
      try {
        const answer = await ask(url, user);
        const [version] = answer.modelVersion.split('/');
        counts.answers++;
        byVersion[version] = (byVersion[version] ?? 0) + 1;
        if (!isOfOneVersion(answer, expected.get(version)?.get(user))) counts.mixed++;
      } catch {
        counts.failed++;
      }
    }
  };
  const clients = Array.from({ length: CLIENTS }, (_, n) => client(n * 3));
  for (let n = 0; n < swaps; n++) {
    await promote(versions[n % 2]);
    await sleep(PAUSE_MS);
  }
  isOver = true;
  await Promise.all(clients);
  await commands.close();
  await server.kill('SIGTERM');
  return { swaps, ...counts, byVersion };
}

/** Two versions over one small graph whose scores have nothing in common. */
async function twoVersions(dataDir: string): Promise<[string, string]> {
  const config = readConfig({ ISTHMUS_DATA_DIR: dataDir });
  const isthmus = await openIsthmus(config, { recommends: true });
  await randomWorld(1).save(isthmus.writer);
  await isthmus.train({ trials: 1 });
  await isthmus.close();
  const fits = fitStoreOf(config, () => undefined);
  const fitted = (await fits.served()) ?? '';
  const ranker = goodRanker({ hasLinear: true, width: FEATURE_COUNT });
  return [fitted, await fits.saveWithRanker(fitted, ranker, { name: 'other', importedFrom: 'test' })];
}

async function ask(url: string, userId: string): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: RECOMMEND, variables: { userId } }),
  });
  const { data, errors } = JSON.parse(await response.text());
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  const { recommendationId, modelVersion, edges } = data.recommendations;
  return { recommendationId, modelVersion, scores: edges.map(({ score }: { score: number }) => score) };
}

/** Scores depend on the time of the request a little, because trends do. */
function isOfOneVersion(answer: Answer, expected: Answer | undefined): boolean {
  const token = Buffer.from(answer.recommendationId, 'base64url').subarray(MAC_BYTES);
  if (JSON.parse(token.toString()).m !== answer.modelVersion || expected === undefined) return false;
  return (
    answer.modelVersion === expected.modelVersion &&
    answer.scores.length === expected.scores.length &&
    answer.scores.every(
      (score, n) => Math.abs(score - expected.scores[n]) <= 0.01 * Math.abs(expected.scores[n]) + 0.01,
    )
  );
}

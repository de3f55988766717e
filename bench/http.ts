import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { machineAndCommit } from '../src/cli/output/machine.js';
import { dataArguments, openFitted } from './fitted-store.js';

/**
 * Prints how many recommendations a second one server process answers over HTTP, beside the same server with the
 * answer canned, in the same run; then the 99th percentile at half of that load.
 */
const { folder, interactions, dataDir } = dataArguments();
const SECONDS = 10;
const WARM_UP_SECONDS = 3;
const CONNECTIONS = 16;
const QUERY = `query ($user: ID!) {
  recommendations(input: { userId: $user }, first: 20) {
    recommendationId
    edges { score reasons node { id title } }
  }
}`;

const isthmus = await openFitted(dataDir, folder, interactions);
const userIds = Array.from({ length: isthmus.projection.users.size }, (_, n) => isthmus.projection.users.idOf(n));
await isthmus.close();

const canned = await measure('canned');
const real = await measure('real');
console.log(
  `canned: ${canned.toFixed(0)} answers/s; real: ${real.toFixed(0)} answers/s (${((100 * real) / canned).toFixed(0)} %)`,
);
const half = await withServer('real', async (url) => {
  await load(url, null, WARM_UP_SECONDS);
  return load(url, real / 2);
});
console.log(`at half the load: p50 ${half.latency.p50} ms, p99 ${half.latency.p99} ms`);
console.log(machineAndCommit());

async function measure(kind: 'canned' | 'real'): Promise<number> {
  return withServer(kind, async (url) => {
    await load(url, null, WARM_UP_SECONDS);
    const result = await load(url, null);
    if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx + result.errors} requests failed`);
    return result.requests.average;
  });
}

function load(url: string, rate: number | null, duration = SECONDS): Promise<autocannon.Result> {
  let next = 0;
  return autocannon({
    url: `${url}/graphql`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    connections: CONNECTIONS,
    duration,
    ...(rate === null ? {} : { overallRate: Math.max(1, Math.round(rate)) }),
    requests: [
      {
        setupRequest: (request) => {
          next = (next + 7919) % userIds.length;
          return { ...request, body: JSON.stringify({ query: QUERY, variables: { user: userIds[next] } }) };
        },
      },
    ],
  });
}

async function withServer<T>(kind: 'canned' | 'real', work: (url: string) => Promise<T>): Promise<T> {
  const child = fork(fileURLToPath(new URL('./http-server.js', import.meta.url)), [dataDir, kind]);
  try {
    const [url] = await once(child, 'message');
    return await work(String(url));
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
}

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { machineAndCommit } from '../src/cli/output/machine.js';
import { usualWorkerCount } from '../src/recommend/workers/usual-worker-count.js';
import { dataArguments, openFitted } from './fitted-store.js';

/**
 * Prints how many recommendations a second one server process answers over HTTP, beside the same server with the
 * answer canned, in the same run; then the 99th percentile at half of that load. Numbers of threads may follow the
 * usual arguments; without any it is the usual number. The load is made by this process, not the server's. The
 * processor time of an answer is that of all the server's threads; it says more than the rate on a machine that others
 * use, too.
 */
const { folder, interactions, dataDir } = dataArguments();
const workerCounts = process.argv.slice(5).map(Number);
if (workerCounts.length === 0) workerCounts.push(usualWorkerCount(availableParallelism()));
const SECONDS = 10;
/** Each thread compiles its code by itself, and takes some hundred requests to do so. */
const WARM_UP_REQUESTS = 2_000;
const CONNECTIONS = 16;
const BYTES_PER_MB = 1e6;
const QUERY = `query ($user: ID!) {
  recommendations(input: { userId: $user }, first: 20) {
    recommendationId
    edges { score reasons node { id title } }
  }
}`;

/** What the server process takes and has used so far; it tells when it is sent any message. */
export interface ServerCost {
  readonly residentBytes: number;
  readonly cpuMs: number;
}

interface FullLoad {
  readonly answersPerSecond: number;
  readonly cpuMsPerAnswer: number;
}

interface Server {
  readonly url: string;
  readonly child: ChildProcess;
}

const isthmus = await openFitted(dataDir, folder, interactions);
const userIds = Array.from({ length: isthmus.projection.users.size }, (_, n) => isthmus.projection.users.idOf(n));
await isthmus.close();

for (const workers of workerCounts) {
  const canned = await withServer('canned', 0, fullLoad);
  await withServer('real', workers, async (server) => {
    const real = await fullLoad(server);
    const share = ((100 * real.answersPerSecond) / canned.answersPerSecond).toFixed(0);
    console.log(
      `${workers} threads: ${real.answersPerSecond.toFixed(0)} answers/s, ${share} % of the canned answer's ${canned.answersPerSecond.toFixed(0)}; ` +
        `${real.cpuMsPerAnswer.toFixed(2)} ms of processors an answer, a canned one ${canned.cpuMsPerAnswer.toFixed(2)} ms`,
    );
    const overallRate = Math.max(1, Math.round(real.answersPerSecond / 2));
    const { p50, p99 } = (await load(server.url, { duration: SECONDS, overallRate })).latency;
    const { residentBytes } = await costOf(server);
    const megabytes = (residentBytes / BYTES_PER_MB).toFixed(0);
    console.log(`at half of that: p50 ${p50} ms, p99 ${p99} ms; the process takes ${megabytes} MB`);
  });
}
console.log(machineAndCommit());

/** Answers a second when every connection asks again at once, of a server that is warm. */
async function fullLoad(server: Server): Promise<FullLoad> {
  await load(server.url, { amount: WARM_UP_REQUESTS });
  const before = await costOf(server);
  const result = await load(server.url, { duration: SECONDS });
  const after = await costOf(server);
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx + result.errors} requests failed`);
  return {
    answersPerSecond: result.requests.average,
    cpuMsPerAnswer: (after.cpuMs - before.cpuMs) / result.requests.total,
  };
}

function load(
  url: string,
  how: Pick<autocannon.Options, 'amount' | 'duration' | 'overallRate'>,
): Promise<autocannon.Result> {
  let next = 0;
  return autocannon({
    url: `${url}/graphql`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    connections: CONNECTIONS,
    ...how,
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

async function costOf({ child }: Server): Promise<ServerCost> {
  child.send('cost');
  const [cost] = await once(child, 'message');
  return cost;
}

async function withServer<T>(
  kind: 'canned' | 'real',
  workers: number,
  work: (server: Server) => Promise<T>,
): Promise<T> {
  const entry = fileURLToPath(new URL('./http-server.js', import.meta.url));
  const child = fork(entry, [dataDir, kind, String(workers)]);
  try {
    const [url] = await once(child, 'message');
    return await work({ url: String(url), child });
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
}

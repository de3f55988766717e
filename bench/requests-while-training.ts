// How much a training in the server slows recommendations down: p50 and p99 at a fixed rate of requests, before, during
// and after one, in one run. Without an address it starts a server of its own on the demo world.
// node dist/bench/bench/requests-while-training.js [requests a second, 40] [seconds, 20] [address, http://127.0.0.1:4000]
import { setTimeout as sleep } from 'node:timers/promises';
import { machineAndCommit } from '../src/cli/output/machine.js';
import { startServer } from './server-process.js';

const [rate = '40', seconds = '20', address] = process.argv.slice(2);
const RECOMMEND = `query Recommend($userId: ID!) {
  recommendations(input: { userId: $userId }, first: 20) { modelVersion edges { score reasons node { key } } }
}`;
const USERS = 500;
const WARM_UP_SECONDS = 10;
const LOOK_MS = 500;

interface Answer {
  readonly data?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly unknown[];
}

interface Measured {
  readonly latenciesMs: readonly number[];
  readonly failures: number;
  readonly seconds: number;
}

const server = address === undefined ? await startServer() : null;
const url = server?.url ?? address;
try {
  await requestsUntil(after(WARM_UP_SECONDS));
  print('before it', await requestsUntil(after(Number(seconds))));
  print('while it trains', await requestsWhileTraining());
  print('after it', await requestsUntil(after(Number(seconds))));
  console.log(machineAndCommit());
} finally {
  await server?.close();
}

async function requestsWhileTraining(): Promise<Measured> {
  const { startTraining } = await ask<{ startTraining: { run: { id: string } | null; errors: unknown[] } }>(
    'mutation { startTraining(input: {}) { run { id } errors { message } } }',
  );
  const id = startTraining.run?.id;
  if (id === undefined) throw new Error(`No training has begun: ${JSON.stringify(startTraining.errors)}`);
  let end = '';
  const watch = setInterval(async () => {
    const { trainingRuns } = await ask<{
      trainingRuns: { edges: { node: { id: string; status: string; message: string | null } }[] };
    }>('{ trainingRuns(first: 5) { edges { node { id status message } } } }');
    const run = trainingRuns.edges.find(({ node }) => node.id === id)?.node;
    if (run !== undefined && run.status !== 'RUNNING') end = `${run.status}: ${run.message}`;
  }, LOOK_MS);
  const measured = await requestsUntil(() => end !== '');
  clearInterval(watch);
  console.log(`The training took ${measured.seconds.toFixed(0)} s. ${end}`);
  return measured;
}

/** Requests at a fixed rate, whether or not the ones before are answered, so that a pause shows in all that wait. */
async function requestsUntil(isOver: () => boolean): Promise<Measured> {
  const latenciesMs: number[] = [];
  const running: Promise<void>[] = [];
  let failures = 0;
  const startedMs = performance.now();
  for (let n = 0; !isOver(); n++) {
    await sleep(Math.max(0, startedMs + (n * 1_000) / Number(rate) - performance.now()));
    const sentMs = performance.now();
    const userId = `u${String(1 + (n % USERS)).padStart(3, '0')}`;
    const answered = ask(RECOMMEND, { userId }).then(
      () => void latenciesMs.push(performance.now() - sentMs),
      () => void failures++,
    );
    running.push(answered);
  }
  const elapsed = (performance.now() - startedMs) / 1_000;
  await Promise.all(running);
  return { latenciesMs: latenciesMs.sort((a, b) => a - b), failures, seconds: elapsed };
}

async function ask<T = unknown>(query: string, variables: object = {}): Promise<T> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors }: Answer = JSON.parse(await response.text());
  if (errors !== undefined || data === undefined) throw new Error(`HTTP ${response.status}: ${JSON.stringify(errors)}`);
  return data as T;
}

function print(when: string, { latenciesMs, failures }: Measured): void {
  const at = (share: number) => (latenciesMs[Math.floor(share * (latenciesMs.length - 1))] ?? 0).toFixed(1);
  console.log(
    `${when}: ${latenciesMs.length} answers at ${rate} a second, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms; ${failures} failed`,
  );
}

function after(count: number): () => boolean {
  const endMs = performance.now() + count * 1_000;
  return () => performance.now() > endMs;
}

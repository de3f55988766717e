// How much a training in the server slows recommendations down: p50 and p99 at a fixed rate of requests, without and
// with one. The server must run and hold the demo world.
// node dist/bench/bench/requests-while-training.js [url, http://127.0.0.1:4000] [requests a second, 40] [seconds, 20]
import { setTimeout as sleep } from 'node:timers/promises';
import { machineAndCommit } from '../src/cli/output/machine.js';

const [url = 'http://127.0.0.1:4000', rate = '40', seconds = '20'] = process.argv.slice(2);
const RECOMMEND = `query Recommend($userId: ID!) {
  recommendations(input: { userId: $userId }, first: 20) { modelVersion edges { score reasons node { key } } }
}`;

async function ask(query: string, variables: object = {}): Promise<Record<string, unknown>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = JSON.parse(await response.text());
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data;
}

/** Requests at a fixed rate, whether or not the ones before are answered, so that a pause shows in all that wait. */
async function latenciesMs(until: () => boolean): Promise<number[]> {
  const latencies: number[] = [];
  const running: Promise<void>[] = [];
  const startedMs = performance.now();
  for (let n = 0; !until(); n++) {
    await sleep(Math.max(0, startedMs + (n * 1_000) / Number(rate) - performance.now()));
    const sentMs = performance.now();
    const userId = `u${String(1 + (n % 500)).padStart(3, '0')}`;
    running.push(ask(RECOMMEND, { userId }).then(() => void latencies.push(performance.now() - sentMs)));
  }
  await Promise.all(running);
  return latencies.sort((a, b) => a - b);
}

function print(what: string, latencies: readonly number[]): void {
  const at = (share: number) => (latencies[Math.floor(share * (latencies.length - 1))] ?? 0).toFixed(1);
  console.log(`${what}: ${latencies.length} requests, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms`);
}

function forSeconds(count: number): () => boolean {
  const endMs = performance.now() + count * 1_000;
  return () => performance.now() > endMs;
}

await latenciesMs(forSeconds(5));
print('alone', await latenciesMs(forSeconds(Number(seconds))));
const { startTraining } = await ask('mutation { startTraining(input: {}) { run { id } errors { message } } }');
console.log(JSON.stringify(startTraining));
let isTraining = true;
const watch = setInterval(async () => {
  const data = await ask('{ trainingRuns(first: 1) { edges { node { status message } } } }');
  if (JSON.stringify(data).includes('"RUNNING"')) return;
  isTraining = false;
  console.log(JSON.stringify(data));
}, 500);
print('while it trains', await latenciesMs(() => !isTraining));
clearInterval(watch);
console.log(machineAndCommit());

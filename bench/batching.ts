// What joining the ranker's runs of concurrent users is worth: 32 users with 500 candidates each, scored one user at a
// time and in other ways, by the served ranker and by a DCN-v2 beside an MLP of 400-400 units; for the served ranker also
// with 20 candidates each.
// node dist/bench/bench/batching.js [seconds a network, 30]
import { machineAndCommit } from '../src/cli/output/machine.js';
import { normal, seededRandom } from '../src/domain/random.js';
import { OnnxSession } from '../src/models/onnx/onnx-session.js';
import { exportRankerOnnx } from '../src/models/ranker/ranker-onnx.js';
import { DEFAULT_RANKER_CONFIG } from '../src/models/ranker/train-ranker.js';
import { FEATURE_COUNT } from '../src/recommend/ranking/features.js';
import { randomRanker } from '../test/models/ranker/random-ranker.js';
import { dcnNetwork } from './batching/dcn-network.js';
import { allAtOnce, dividedRun, joined, oneAtATime, type Requests, type Way } from './batching/ways.js';
import { quantile } from './measure.js';

const SECONDS = Number(process.argv[2] ?? 30);
/** The first share of the time is not measured: the code is compiled in it. */
const WARM_UP = 0.15;
const USERS = 32;
const CANDIDATES = 500;
/** So few that a run costs more to begin than to do. */
const FEW_CANDIDATES = 20;
/** As many features of the user as of the item: ten embedded fields of 16 numbers. */
const DCN = { userFeatures: 80, itemFeatures: 80, crossLayers: 3, hidden: [400, 400] };
/**
 * On a machine with other work to do, the quickest rounds tell what the ways cost, and the median what that work does.
 * Processor time says most then: whoever hands over to a thread more often waits for it more often.
 */
const QUICKEST = 0.1;
const RUNS_TO_COMPARE = 300;

const { hidden, cross, seeds } = DEFAULT_RANKER_CONFIG;
const student = exportRankerOnnx(randomRanker(FEATURE_COUNT, { hidden, cross }, seeds.length, 1));
const served = `The served ranker: ${FEATURE_COUNT} features, ${seeds.length} members of ${hidden.join(' and ')} units`;
await compare(served, student, requestsOf(CANDIDATES, FEATURE_COUNT));
await compare(served, student, requestsOf(FEW_CANDIDATES, FEATURE_COUNT));
const width = DCN.userFeatures + DCN.itemFeatures;
const divided = dcnNetwork(DCN, { candidates: CANDIDATES });
await compare(
  `DCN-v2: ${width} features, half of them the user's, ${DCN.crossLayers} cross layers, ${DCN.hidden.join('-')}`,
  dcnNetwork(DCN, null),
  requestsOf(CANDIDATES, width),
  { bytes: divided, userFeatures: DCN.userFeatures },
);
console.log(machineAndCommit());

async function compare(
  title: string,
  bytes: Uint8Array,
  requests: Requests,
  split: { readonly bytes: Uint8Array; readonly userFeatures: number } | null = null,
): Promise<void> {
  const sessions: OnnxSession[] = [];
  const open = async (model: Uint8Array, threads: number): Promise<OnnxSession> => {
    const session = await OnnxSession.open(model, { provider: 'cpu', threads, warn: console.warn });
    sessions.push(session);
    return session;
  };
  const [one, two] = [await open(bytes, 1), await open(bytes, 2)];
  const rows = USERS * requests.candidates;
  const sizes = { score: [rows], linear: [rows, requests.width] };
  const kept = Object.fromEntries(
    Object.entries(sizes)
      .filter(([name]) => one.outputNames.includes(name))
      .map(([name, dimensions]) => [
        name,
        { data: new Float32Array(dimensions.reduce((size, n) => size * n)), dimensions },
      ]),
  );
  const ways = [
    oneAtATime('one user at a time', one, requests),
    allAtOnce('one user a run, all runs begun at once', one, requests),
    joined('4 users a run', one, requests, 4),
    joined('8 users a run', one, requests, 8),
    joined('32 users a run', one, requests, USERS),
    joined('32 users a run, outputs in the same memory every time', one, requests, USERS, kept),
    joined('32 users a run, two threads', two, requests, USERS),
  ];
  if (split !== null) {
    await expectEqualScores(one, await open(split.bytes, 1), requests, split.userFeatures);
    ways.push(dividedRun('32 users a run, the user’s part once', sessions[2], requests, split.userFeatures));
    const both = await open(split.bytes, 2);
    ways.push(dividedRun('32 users a run, the user’s part once, two threads', both, requests, split.userFeatures));
  }
  console.log(`${title}; ${USERS} users with ${requests.candidates} candidates each`);
  console.table(await measured(ways, rows));
  await printShareOfARun(one, requests);
  for (const session of sessions) await session.release();
}

/** All ways in turns, so that other work on the machine meets all of them alike. */
async function measured(ways: readonly Way[], rows: number) {
  const durationsMs = ways.map((): number[] => []);
  const processorUs = ways.map((): number[] => []);
  const startedMs = performance.now();
  for (let passed = 0; passed < 1; passed = (performance.now() - startedMs) / 1_000 / SECONDS) {
    for (const [n, way] of ways.entries()) {
      const before = process.cpuUsage();
      const start = performance.now();
      await way.run();
      if (passed < WARM_UP) continue;
      durationsMs[n].push(performance.now() - start);
      const { user, system } = process.cpuUsage(before);
      processorUs[n].push(user + system);
    }
  }
  const perSecond = (n: number, share: number) => (1000 * rows) / quantile(Float64Array.from(durationsMs[n]), share);
  const aUser = (n: number) => quantile(Float64Array.from(processorUs[n]), QUICKEST) / USERS;
  return ways.map(({ name }, n) => ({
    way: name,
    'candidates/s': Math.round(perSecond(n, QUICKEST)).toLocaleString('en'),
    'in the median': Math.round(perSecond(n, 0.5)).toLocaleString('en'),
    times: Number((perSecond(n, QUICKEST) / perSecond(0, QUICKEST)).toFixed(2)),
    'processor µs a user': Math.round(aUser(n)),
    'times by that': Number((aUser(0) / aUser(n)).toFixed(2)),
    rounds: durationsMs[n].length,
  }));
}

/** What of a user's run is there for a single candidate too: joining runs can save no more than that. */
async function printShareOfARun(session: OnnxSession, { candidates, width, features }: Requests): Promise<void> {
  const durationsMs = [1, candidates].map(() => new Float64Array(RUNS_TO_COMPARE));
  for (let n = -50; n < RUNS_TO_COMPARE; n++) {
    for (const [k, rows] of [1, candidates].entries()) {
      const start = performance.now();
      await session.run({ features: { data: features[0].subarray(0, rows * width), dimensions: [rows, width] } });
      if (n >= 0) durationsMs[k][n] = performance.now() - start;
    }
  }
  const [single, all] = durationsMs.map((durations) => 1000 * quantile(durations, QUICKEST));
  console.log(
    `A run takes ${single.toFixed(0)} µs for one candidate and ${all.toFixed(0)} µs for ${candidates}: on one thread, joining can make it at most ${(all / (all - single)).toFixed(2)} times as quick.\n`,
  );
}

async function expectEqualScores(
  whole: OnnxSession,
  divided: OnnxSession,
  requests: Requests,
  userFeatures: number,
): Promise<void> {
  const { score } = await whole.run({
    features: { data: requests.features[0], dimensions: [requests.candidates, requests.width] },
  });
  const first = { ...requests, features: [requests.features[0]] };
  const outputs = await dividedRun('', divided, first, userFeatures).run();
  const other = outputs.score.data;
  if (score.data.some((value, row) => Math.abs(value - other[row]) > 1e-3 * (1 + Math.abs(value)))) {
    throw new Error('The divided network gives other scores than the whole one.');
  }
}

/** Features of users, whose own part is the same for all of their candidates. */
function requestsOf(candidates: number, width: number): Requests {
  const random = seededRandom(2);
  const features = Array.from({ length: USERS }, () => {
    const rows = Float32Array.from({ length: candidates * width }, () => normal(random));
    const own = rows.slice(0, Math.min(width, DCN.userFeatures));
    for (let row = 0; row < candidates; row++) rows.set(own, row * width);
    return rows;
  });
  return { candidates, width, features };
}

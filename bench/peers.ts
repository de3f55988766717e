import { openStore } from '../src/app.js';
import { rankByScores } from '../src/cli/evaluation/baselines/answer-by-scores.js';
import { rankingQueries } from '../src/cli/evaluation/evaluation-queries.js';
import { prepareEvaluation } from '../src/cli/evaluation/prepare-evaluation.js';
import { machineAndCommit } from '../src/cli/output/machine.js';
import { printTable } from '../src/cli/output/print.js';
import type { BaselineModel } from '../src/models/baselines/baseline-model.js';
import { ImplicitFactors } from '../src/models/baselines/implicit-factors.js';
import { DEFAULT_ALS_CONFIG, type ImplicitAlsConfig } from '../src/models/factors/implicit-als.js';
import { evaluateRanking } from '../src/recommend/evaluation/evaluate-ranking.js';
import { DEFAULT_FIT_OPTIONS } from '../src/recommend/fitting/fit-models.js';
import { peerPython } from './peers/peer-environment.js';
import { type PeerSettings, trainPeer } from './peers/train-peer.js';

const SETTINGS: PeerSettings = { factors: 64, regularisation: 30, alpha: 11, iterations: 15 };

/**
 * The same objective in our words: there what was not taken counts 1 and what was taken α, here they count α₀ and 1 more.
 * The two differ by the factor α₀ = 1 / (α − 1), in the regularisation too.
 */
function ownConfig({ factors, regularisation, alpha, iterations }: PeerSettings): ImplicitAlsConfig {
  const unobservedWeight = 1 / (alpha - 1);
  return {
    embeddingSize: factors,
    epochs: iterations,
    regularisation: regularisation * unobservedWeight,
    regularisationExponent: 0,
    unobservedWeight,
    seed: 1,
  };
}

const [folder, train = 'interactions.train.csv', test = 'interactions.test.csv', valid = null] = process.argv.slice(2);
if (folder === undefined) throw new Error('Give a data folder, and the training, test and validation files inside it.');
const python = pythonOrEnd();
const store = await openStore(null);
const prepared = await prepareEvaluation({ nowMs: Date.now, signal: new AbortController().signal }, store, {
  folder,
  train,
  test,
  valid,
  negatives: null,
  coldItems: 0,
  coldDomain: null,
  comparesDomains: false,
  ablated: [],
  includesSeen: false,
  fit: DEFAULT_FIT_OPTIONS,
  onStep: () => undefined,
});
await store.graph.close();
const { projection, data } = prepared;
const scope = { includesSeen: false, coldItems: new Set<string>() };
const queries = rankingQueries(prepared.test, prepared.valid, []);
const rows: string[][] = [];

/** Without Python or a network there is nothing to compare with; the message says what to do. */
function pythonOrEnd(): string {
  try {
    return peerPython();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

async function addRow(name: string, threads: number, wall: number, processor: number, model: BaselineModel) {
  const { metrics } = await evaluateRanking(queries, rankByScores(projection, model, scope), projection, () => 0);
  const figures = [metrics['recall@20'], metrics['ndcg@20']].map((figure) => figure.toFixed(4));
  rows.push([name, String(threads), wall.toFixed(2), processor.toFixed(2), ...figures]);
}

async function addOwn(name: string, config: ImplicitAlsConfig) {
  const before = process.cpuUsage();
  const startedMs = performance.now();
  const model = ImplicitFactors.fit(projection, config);
  const wall = (performance.now() - startedMs) / 1000;
  const { user, system } = process.cpuUsage(before);
  await addRow(name, 1, wall, (user + system) / 1e6, model);
}

for (const threads of [1, 2]) {
  const { version, seconds, processorSeconds, model } = trainPeer(python, projection.userItems, SETTINGS, threads);
  const size = model.embeddingSize;
  await addRow(`implicit ${version}`, threads, seconds, processorSeconds, {
    score: (_history, into, user) => {
      if (user >= 0) model.scoreAll(model.userFactors.subarray(user * size, (user + 1) * size), into);
    },
  });
}
await addOwn('isthmus, the same objective', ownConfig(SETTINGS));
await addOwn('isthmus, its usual settings', DEFAULT_ALS_CONFIG);

const { factors, regularisation, alpha, iterations } = SETTINGS;
console.log(`${prepared.protocol}; ${queries.length} queries`);
console.log(`${data.users} users, ${data.items} items, ${data.trainInteractions} training interactions`);
console.log(`${factors} factors, regularisation ${regularisation}, alpha ${alpha}, ${iterations} iterations`);
printTable(
  process.stdout,
  [
    { name: 'implicit ALS' },
    ...['threads', 'training s', 'processor s', 'recall@20', 'ndcg@20'].map((name) => ({ name, isNumber: true })),
  ],
  rows,
);
console.log(machineAndCommit());

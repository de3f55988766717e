import { machineAndCommit } from '../src/cli/output/machine.js';
import { seededRandom } from '../src/domain/random.js';
import type { SparseMatrix } from '../src/domain/sparse-matrix.js';
import { fitCoOccurrence } from '../src/models/collaborative/co-occurrence.js';
import { rowHistory } from '../src/models/collaborative/item-history.js';
import { scoreWalk } from '../src/models/collaborative/score-walk.js';
import { fitEase } from '../src/models/factors/ease.js';
import { DEFAULT_ALS_CONFIG, fitImplicitAls } from '../src/models/factors/implicit-als.js';
import { fitItemSimilarity } from '../src/models/knowledge/item-similarity.js';
import { invertMatrix } from '../src/models/onnx/matrix-inverse.js';
import { DegreePowers } from '../src/models/sparse/degree-powers.js';
import { transpose } from '../src/models/sparse/matrix-shape.js';
import { SparseRows } from '../src/models/sparse/sparse-rows.js';
import { describeDurations } from './measure.js';

/** As many users, items, interactions and facts as movielens-1m has, drawn from power laws. */
const USERS = 6_040;
const ITEMS = 3_260;
const INTERACTIONS = 998_539;
const ENTITIES = 15_000;
const FACTS = 400_000;

function powerLawMatrix(rows: number, columns: number, entries: number, random: () => number): SparseMatrix {
  const taken = Array.from({ length: rows }, () => new Set<number>());
  for (let count = 0; count < entries; ) {
    const row = taken[Math.floor(rows * random() ** 1.5)];
    const before = row.size;
    row.add(Math.floor(columns * random() ** 2));
    count += row.size - before;
  }
  const builder = new SparseRows(rows, columns, entries);
  for (const row of taken) {
    for (const column of [...row].sort((a, b) => a - b)) builder.add(column, 1);
    builder.endRow();
  }
  return builder.finish();
}

async function timed<T>(name: string, work: () => Promise<T> | T): Promise<T> {
  const start = performance.now();
  const result = await work();
  console.log(`${name}: ${((performance.now() - start) / 1000).toFixed(2)} s`);
  return result;
}

const random = seededRandom(1);
const userItems = powerLawMatrix(USERS, ITEMS, INTERACTIONS, random);
const itemUsers = transpose(userItems);
const itemEntities = powerLawMatrix(ITEMS, ENTITIES, FACTS, random);
console.log(`${USERS} users, ${ITEMS} items, ${INTERACTIONS} interactions, ${FACTS} facts`);
const config = { userExponent: 0.75, neighbours: 1091, popularityExponent: 0.71 };
const gram = await timed('co-occurrence, top 1,091', () => fitCoOccurrence(userItems, itemUsers, config));
const knowledge = { entityExponent: 0.85, targetExponent: 0.4, neighbours: 400, maxEntityDegree: 2000 };
await timed('knowledge similarity', () => fitItemSimilarity(ITEMS, [{ itemEntities, weight: 1 }], [], knowledge));
const als = await timed('implicit ALS, 64 numbers, 8 epochs', () =>
  fitImplicitAls(userItems, itemUsers, DEFAULT_ALS_CONFIG),
);
const ease = { userExponent: 0, regularisation: 300, popularityRegularisation: 0.5, neighbours: 400 };
await timed('EASE', () => fitEase(userItems, ITEMS, ease, [], invertMatrix));

const powers = { item: new DegreePowers(0.84), popularity: new DegreePowers(0.71) };
const scores = new Float32Array(ITEMS);
const walksMs: number[] = [];
const foldInsMs: number[] = [];
for (let n = 0; n < 2_000; n++) {
  const history = rowHistory(userItems, Math.floor(random() * USERS));
  scores.fill(0);
  const start = performance.now();
  scoreWalk(gram, itemUsers, history, powers, scores);
  const walked = performance.now();
  als.scoreAll(als.foldInUser(history), scores);
  walksMs.push(walked - start);
  foldInsMs.push(performance.now() - walked);
}
console.log(`walk over the matrix: ${describeDurations(walksMs)}`);
console.log(`ALS, fold in and score all items: ${describeDurations(foldInsMs)}`);
console.log(machineAndCommit());

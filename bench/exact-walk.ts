import { machineAndCommit } from '../src/cli/output/machine.js';
import { seededRandom } from '../src/domain/random.js';
import type { SparseMatrix } from '../src/domain/sparse-matrix.js';
import { ExactWalk } from '../src/models/collaborative/exact-walk.js';
import { rowHistory } from '../src/models/collaborative/item-history.js';
import { DegreePowers } from '../src/models/sparse/degree-powers.js';
import { transpose } from '../src/models/sparse/matrix-shape.js';
import { SparseRows } from '../src/models/sparse/sparse-rows.js';
import { describeDurations } from './measure.js';

const USERS = 5_000;
const ITEMS = 5_000;
const EDGES = 500_000;
const WARM_UP = 500;
const WALKS = 3_000;

/** A bipartite graph whose degrees follow a power law on both sides; 500,000 different edges. */
function powerLawGraph(random: () => number): SparseMatrix {
  const taken = Array.from({ length: USERS }, () => new Set<number>());
  for (let edges = 0; edges < EDGES; ) {
    const items = taken[Math.floor(USERS * random() ** 1.5)];
    const before = items.size;
    items.add(Math.floor(ITEMS * random() ** 3));
    edges += items.size - before;
  }
  const rows = new SparseRows(USERS, ITEMS, EDGES);
  for (const items of taken) {
    for (const item of [...items].sort((a, b) => a - b)) rows.add(item, 1);
    rows.endRow();
  }
  return rows.finish();
}

const random = seededRandom(1);
const userItems = powerLawGraph(random);
const itemUsers = transpose(userItems);
const powers = { item: new DegreePowers(0.8), user: new DegreePowers(0.5), popularity: new DegreePowers(0.4) };
const walk = new ExactWalk();
const scores = new Float32Array(ITEMS);
const durationsMs: number[] = [];
for (let n = 0; n < WARM_UP + WALKS; n++) {
  const user = Math.floor(random() * USERS);
  const history = rowHistory(userItems, user);
  scores.fill(0);
  const start = performance.now();
  walk.score(userItems, itemUsers, history, powers, user, scores);
  if (n >= WARM_UP) durationsMs.push(performance.now() - start);
}
console.log(`Exact collaborative walk, ${EDGES} edges, ${USERS} users, ${ITEMS} items, power law`);
console.log(describeDurations(durationsMs));
console.log(machineAndCommit());

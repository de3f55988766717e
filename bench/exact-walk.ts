import { machineAndCommit } from '../src/cli/output/machine.js';
import { seededRandom } from '../src/domain/random.js';
import { ExactWalk } from '../src/models/collaborative/exact-walk.js';
import { rowHistory } from '../src/models/collaborative/item-history.js';
import { DegreePowers } from '../src/models/sparse/degree-powers.js';
import { transpose } from '../src/models/sparse/matrix-shape.js';
import { describeDurations } from './measure.js';
import { EDGES, ITEMS, powerLawGraph, USERS } from './power-law-graph.js';

const WARM_UP = 500;
const WALKS = 3_000;

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

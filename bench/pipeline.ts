import { machineAndCommit } from '../src/cli/output/machine.js';
import { dataArguments, openFitted } from './fitted-store.js';
import { describeDurations } from './measure.js';
import { requestFor } from './request.js';

/** Prints how long one recommendation takes in the process: candidates, scores, and paths for the first 20 items. */
const { folder, interactions, dataDir } = dataArguments();
const MEASURED_USERS = 3_000;
const WARM_UP_USERS = 500;

const isthmus = await openFitted(dataDir, folder, interactions);
const { projection, recommender } = isthmus;
const durationsMs: number[] = [];
let startedCpu = process.cpuUsage();
for (let n = 0; n < WARM_UP_USERS + MEASURED_USERS; n++) {
  // A step that shares no factor with the number of users visits them in a scattered order.
  const userId = projection.users.idOf((n * 7919) % projection.users.size);
  if (n === WARM_UP_USERS) startedCpu = process.cpuUsage();
  const startedMs = performance.now();
  await recommender.recommend(requestFor(userId));
  if (n >= WARM_UP_USERS) durationsMs.push(performance.now() - startedMs);
}
const { user, system } = process.cpuUsage(startedCpu);
const cpuMs = (user + system) / 1000 / MEASURED_USERS;
console.log(
  `pipeline of one user, 20 items with paths: ${describeDurations(durationsMs)}; ${cpuMs.toFixed(2)} ms of processors each`,
);
console.log(machineAndCommit());
await isthmus.close();

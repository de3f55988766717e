import { machineAndCommit } from '../src/cli/output/machine.js';
import { normal, seededRandom } from '../src/domain/random.js';
import { OnnxRanker } from '../src/models/ranker/onnx-ranker.js';
import { exportRankerOnnx } from '../src/models/ranker/ranker-onnx.js';
import { DEFAULT_RANKER_CONFIG } from '../src/models/ranker/train-ranker.js';
import { randomRanker } from '../test/models/ranker/random-ranker.js';
import { describeDurations } from './measure.js';

const ROWS = 500;
const FEATURES = 43;
const { hidden, cross, seeds } = DEFAULT_RANKER_CONFIG;

const random = seededRandom(1);
const bytes = exportRankerOnnx(randomRanker(FEATURES, { hidden, cross }, seeds.length, 1));
const ranker = await OnnxRanker.open(bytes, 'bench', FEATURES, { provider: 'cpu', threads: 1, warn: console.warn });
const features = Float32Array.from({ length: ROWS * FEATURES }, () => normal(random));
const durationsMs: number[] = [];
for (let n = 0; n < 3_000; n++) {
  const start = performance.now();
  await ranker.score(features, ROWS);
  if (n >= 500) durationsMs.push(performance.now() - start);
}
await ranker.release();
console.log(
  `ONNX ranker, ${ROWS} candidates of ${FEATURES} features, ${seeds.length} members of ${hidden.join(' and ')} units, one thread`,
);
console.log(describeDurations(durationsMs));
console.log(machineAndCommit());

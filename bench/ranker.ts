import { machineAndCommit } from '../src/cli/output/machine.js';
import { normal, seededRandom } from '../src/domain/random.js';
import { OnnxRanker } from '../src/models/ranker/onnx-ranker.js';
import { exportRankerOnnx } from '../src/models/ranker/ranker-onnx.js';
import { initialParameters, toWeights } from '../src/models/ranker/ranker-parameters.js';
import { describeDurations } from './measure.js';

const ROWS = 500;
const FEATURES = 30;
/** Two rankers of 32 units a layer, as their mean is stored. */
const HIDDEN = [64, 64];

const random = seededRandom(1);
const shape = { featureNames: Array.from({ length: FEATURES }, (_, f) => `feature${f}`), hidden: HIDDEN };
const statistics = { means: new Float32Array(FEATURES), deviations: new Float32Array(FEATURES).fill(1) };
const bytes = exportRankerOnnx(toWeights(shape, statistics, initialParameters(shape, random)));
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
  `ONNX ranker, ${ROWS} candidates of ${FEATURES} features, layers of ${HIDDEN.join(' and ')} units, one thread`,
);
console.log(describeDurations(durationsMs));
console.log(machineAndCommit());

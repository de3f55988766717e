import { machineAndCommit } from '../src/cli/output/machine.js';
import { seededRandom } from '../src/domain/random.js';
import { rankerCalibration, rankerNdcg } from '../src/models/compression/ranker-calibration.js';
import { OnnxRanker } from '../src/models/ranker/onnx-ranker.js';
import type { RankerGroup } from '../src/models/ranker/ranker-group.js';
import { exportRankerOnnx } from '../src/models/ranker/ranker-onnx.js';
import { DEFAULT_RANKER_CONFIG, trainRanker } from '../src/models/ranker/train-ranker.js';
import { dcnModel } from '../test/models/compression/dcn-model.js';
import { rankingGroups } from '../test/models/compression/ranking-task.js';
import { printCompressionTable } from './compression-table.js';

const TEST_GROUPS = 400;

await trained(43, [24], 400);
await trained(200, [400, 400], 400);
await dcn();
console.log(machineAndCommit());

/** A ranker that has learned the made-up task. */
async function trained(featureCount: number, hidden: readonly number[], groups: number): Promise<void> {
  const task = { featureCount, candidates: 100, taken: 10 };
  const training = rankingGroups(task, groups, 1);
  const names = Array.from({ length: featureCount }, (_, f) => `feature${f}`);
  const config = { ...DEFAULT_RANKER_CONFIG, featureNames: names, nonNegative: [], hidden, candidates: 100, epochs: 8 };
  const { weights } = await trainRanker(training, config);
  await printCompressionTable(
    `Trained ranker, ${featureCount} features, ${hidden.join(' and ')} units, 500 candidates, one thread`,
    exportRankerOnnx(weights),
    rankerCalibration(training.slice(0, 100), featureCount),
    rankerNdcg(rankingGroups(task, TEST_GROUPS, 2), featureCount),
  );
}

/** Two cross layers beside 400 and 400 units, judged by what they themselves rank first, with noise. */
async function dcn(): Promise<void> {
  const featureCount = 200;
  const bytes = dcnModel({ features: featureCount, crossLayers: 2, hidden: [400, 400] });
  const task = { featureCount, candidates: 100, taken: 10 };
  const own = await relabelled(bytes, rankingGroups(task, TEST_GROUPS, 3), featureCount);
  await printCompressionTable(
    `DCN-v2 with random weights, ${featureCount} features, 2 cross layers, 400 and 400 units, 500 candidates, one thread`,
    bytes,
    rankerCalibration(rankingGroups(task, 100, 4), featureCount),
    rankerNdcg(own, featureCount),
  );
}

async function relabelled(bytes: Uint8Array, groups: readonly RankerGroup[], featureCount: number) {
  const options = { provider: 'cpu', threads: 0, warn: console.warn } as const;
  const ranker = await OnnxRanker.open(bytes, 'labels', featureCount, options);
  const random = seededRandom(5);
  const result: RankerGroup[] = [];
  for (const { features, labels } of groups) {
    const { scores } = await ranker.score(features, labels.length);
    const noisy = Array.from(scores, (score) => score * (1 + 0.2 * random()));
    const bound = noisy.toSorted((a, b) => b - a)[9];
    result.push({ features, labels: labels.map((_, row) => (noisy[row] >= bound ? 1 : 0)) });
  }
  await ranker.release();
  return result;
}

import { machineAndCommit } from '../src/cli/output/machine.js';
import { type Random, seededRandom } from '../src/domain/random.js';
import { binaryCrossEntropy } from '../src/models/autodiff/losses/cross-entropy.js';
import { concat } from '../src/models/autodiff/ops/concat.js';
import { Tape } from '../src/models/autodiff/tape.js';
import { crossNetwork } from '../src/models/networks/cross-network.js';
import { embedFields, fieldOffsets, totalRows } from '../src/models/networks/field-embedding.js';
import { mlp } from '../src/models/networks/mlp.js';
import { logit } from '../src/models/networks/task-heads.js';
import { DEFAULT_ADAM } from '../src/models/training/adam-optimiser.js';
import { createOptimiser } from '../src/models/training/create-optimiser.js';
import { initialValues, type TrainableModel, type TrainingBatch } from '../src/models/training/trainable-model.js';
import { TrainingStep } from '../src/models/training/training-step.js';
import { quantile } from './measure.js';

/** Threads may be given as an argument. */
const THREADS = Number(process.argv[2] ?? 2);
const FIELDS = 10;
const VOCABULARIES = new Array<number>(FIELDS).fill(10_000);
const EMBEDDING_SIZE = 16;
const HIDDEN = [400, 400];
const CROSS_LAYERS = 3;
const BATCH_SIZES = [1024, 2048, 4096];
/** Enough examples of each batch size for the median of some dozen steps. */
const EXAMPLES = 120_000;

function model(): TrainableModel {
  const tape = new Tape();
  const rows = tape.input('rows', ['batch', FIELDS], 'int32');
  const x = embedFields('fields', rows, totalRows(VOCABULARIES), EMBEDDING_SIZE);
  const crossed = crossNetwork('cross', x, { layers: CROSS_LAYERS, rank: null });
  const deep = mlp('deep', x, { hidden: HIDDEN, droppedShare: 0 });
  const logits = logit('out', concat([crossed, deep], 1));
  const loss = binaryCrossEntropy(logits, tape.input('labels', ['batch']));
  return { name: 'dcn', tape, loss, losses: {}, outputs: { logits } };
}

/** Values of fields as real ones are spread: some often, most seldom. */
function batch(examples: number, random: Random): TrainingBatch {
  const offsets = fieldOffsets(VOCABULARIES);
  const rows = new Int32Array(examples * FIELDS);
  for (let k = 0; k < rows.length; k++) {
    const field = k % FIELDS;
    rows[k] = offsets[field] + Math.floor(VOCABULARIES[field] * random() ** 3);
  }
  const labels = Float32Array.from({ length: examples }, () => (random() < 0.3 ? 1 : 0));
  return {
    inputs: { rows: { data: rows, dimensions: [examples, FIELDS] }, labels: { data: labels, dimensions: [examples] } },
    examples,
  };
}

const built = model();
console.log(
  `Training a DCN-v2 of ${CROSS_LAYERS} layers of full rank + MLP ${HIDDEN.join('-')} over ${FIELDS} fields of 10,000 values × ${EMBEDDING_SIZE}: forward, backward and Adam, ${THREADS} threads`,
);
for (const examples of BATCH_SIZES) {
  const values = initialValues(built.tape.parameters, 1);
  const step = await TrainingStep.open(built, values, () => true, {
    provider: 'cpu',
    threads: THREADS,
    warn: console.warn,
  });
  const optimiser = createOptimiser(DEFAULT_ADAM, step.parameters);
  const random = seededRandom(1);
  const batches = Array.from({ length: 8 }, () => batch(examples, random));
  const count = Math.ceil(EXAMPLES / examples);
  const durationsMs = new Float64Array(count);
  for (let n = 0; n < 3; n++) await run(step, n);
  const before = process.cpuUsage();
  for (let n = 0; n < count; n++) {
    const start = performance.now();
    await run(step, n + 3);
    durationsMs[n] = performance.now() - start;
  }
  const { user, system } = process.cpuUsage(before);
  const total = durationsMs.reduce((sum, ms) => sum + ms, 0);
  await step.release();
  const perSecond = (ms: number) => Math.round((1000 * examples) / ms).toLocaleString('en');
  const processorSeconds = ((user + system) / 1e6 / (count * examples)) * 100_000;
  console.log(
    `batch ${examples}: ${perSecond(total / count)} examples/s, median ${perSecond(quantile(durationsMs, 0.5))}, best ${perSecond(quantile(durationsMs, 0))}; ${processorSeconds.toFixed(2)} s of processor time for 100,000`,
  );

  async function run(of: TrainingStep, n: number): Promise<void> {
    const options = { step: n + 1, learningRate: 0.001, clipNorm: null };
    await of.run(batches[n % batches.length], optimiser, options);
  }
}
console.log(machineAndCommit());

import { normal, seededRandom } from '../../../src/domain/random.js';
import { exportForward } from '../../../src/models/autodiff/export-forward.js';
import { concat } from '../../../src/models/autodiff/ops/concat.js';
import { Tape } from '../../../src/models/autodiff/tape.js';
import { applyMethod, type CompressionMethod } from '../../../src/models/compression/compression-method.js';
import { crossNetwork } from '../../../src/models/networks/cross-network.js';
import { embedFields } from '../../../src/models/networks/field-embedding.js';
import { mlp } from '../../../src/models/networks/mlp.js';
import { sharedBottomHeads } from '../../../src/models/networks/task-heads.js';
import { initialValues } from '../../../src/models/training/trainable-model.js';
import { relativeError, runModel } from './run-model.js';

const ROWS = 200;
const TABLE_ROWS = 300;

/** Embedded fields and features through cross layers and a perceptron to two heads, as training exports it. */
function network(): Uint8Array {
  const tape = new Tape();
  const fields = embedFields('fields', tape.input('rows', ['batch', 3], 'int32'), TABLE_ROWS, 8);
  const x = concat([tape.input('features', ['batch', 16]), fields], 1);
  const crossed = crossNetwork('cross', x, { layers: 2, rank: 8 });
  const deep = mlp('deep', x, { hidden: [64, 32], droppedShare: 0.1 });
  const outputs = sharedBottomHeads('heads', concat([crossed, deep], 1), ['click', 'rating'], [16]);
  return exportForward('ranker', outputs, initialValues(tape.parameters, 1));
}

function request(seed: number) {
  const random = seededRandom(seed);
  return {
    features: { data: Float32Array.from({ length: ROWS * 16 }, () => normal(random)), dimensions: [ROWS, 16] },
    rows: {
      data: Int32Array.from({ length: ROWS * 3 }, () => Math.floor(random() * TABLE_ROWS)),
      dimensions: [ROWS, 3],
    },
  };
}

/** How many places each method finds: 2 × 2 cross, 2 deep and 2 head layers with a table; units of the 2 deep layers, since a head's are too few to drop 8. */
const METHODS: readonly [CompressionMethod, number, number][] = [
  [{ kind: 'int8-dynamic' }, 9, 0.1],
  [{ kind: 'int8-static', range: 'min-max' }, 9, 0.1],
  [{ kind: 'pruned-weights', sparsity: 0.2 }, 8, 0.3],
  [{ kind: 'pruned-units', share: 0.25 }, 2, 0.5],
];

test.each(METHODS)('a network as training exports it can be compressed by %j', async (method, places, mostError) => {
  const bytes = network();
  const compressed = await applyMethod(bytes, [request(1)], method);
  const [before, after] = [await runModel(bytes, request(2)), await runModel(compressed.bytes, request(2))];
  expect(compressed.places).toBe(places);
  for (const task of ['click', 'rating']) {
    expect(relativeError(after[task].data, before[task].data)).toBeLessThan(mostError);
  }
});

import { seededRandom } from '../../../src/domain/random.js';
import { emitGraph } from '../../../src/models/autodiff/emit-graph.js';
import { exportForward } from '../../../src/models/autodiff/export-forward.js';
import { gradients } from '../../../src/models/autodiff/gradients.js';
import { constantValues, glorotNormal, heNormal } from '../../../src/models/autodiff/initialisers.js';
import { binaryCrossEntropy } from '../../../src/models/autodiff/losses/cross-entropy.js';
import { OPS } from '../../../src/models/autodiff/op-table.js';
import { productOf } from '../../../src/models/autodiff/shape.js';
import { Tape } from '../../../src/models/autodiff/tape.js';
import { trainingGraph } from '../../../src/models/autodiff/training-graph.js';
import { type OnnxInput, OnnxSession } from '../../../src/models/onnx/onnx-session.js';
import { expectNear } from '../random-matrix.js';

const CPU = { provider: 'cpu', threads: 1, warn: () => undefined } as const;

/** logits = relu(x W) v with a dropout between, and a table beside that nothing in serving needs. */
function smallTape() {
  const tape = new Tape();
  const x = tape.input('x', ['batch', 2]);
  const labels = tape.input('labels', ['batch']);
  const weights = tape.parameter('weights', [2, 3], heNormal);
  const output = tape.parameter('output', [3, 1], heNormal);
  const inner = OPS.dropout(OPS.relu(OPS.matmul(x, weights)), tape.dropoutMask('mask', ['batch', 3], 0.5));
  const logits = OPS.reshape(OPS.matmul(inner, output), ['batch']);
  return { tape, x, weights, output, logits, loss: binaryCrossEntropy(logits, labels) };
}

const VALUES = new Map([
  ['weights', Float32Array.of(1, 0, -1, 0, 1, 1)],
  ['output', Float32Array.of(1, 10, 100)],
]);
const ROWS: OnnxInput = { data: Float32Array.of(1, 2, -1, 3), dimensions: [2, 2] };

async function withSession<T>(bytes: Uint8Array, use: (session: OnnxSession) => Promise<T>): Promise<T> {
  const session = await OnnxSession.open(bytes, CPU);
  try {
    return await use(session);
  } finally {
    await session.release();
  }
}

describe('a graph that serves', () => {
  test('has only what its outputs need: no labels, no loss, no dropout, and the parameters inside', async () => {
    const { logits } = smallTape();
    await withSession(exportForward('small', { logits }, VALUES), async (session) => {
      expect([session.inputNames, session.outputNames]).toEqual([['x'], ['logits']]);
      expect([...(await session.run({ x: ROWS })).logits.data]).toEqual([121, 430]);
    });
  });

  test('gives a value under several names, also one that is an input', async () => {
    const { x, logits } = smallTape();
    await withSession(exportForward('small', { logits, again: logits, same: x }, VALUES), async (session) => {
      const { again, same } = await session.run({ x: ROWS });
      expect([[...again.data], [...same.data]]).toEqual([[121, 430], [...ROWS.data]]);
    });
  });

  test('reads a named size off an input that it has', async () => {
    const tape = new Tape();
    tape.input('unused', ['batch']);
    const x = tape.input('x', ['batch', 3]);
    const centred = OPS.sub(x, OPS.reduceMean(x, [0]));
    const spread = OPS.expandTo(OPS.reduceMax(centred), ['batch', 2]);
    await withSession(emitGraph({ name: 'g', purpose: 'serving', outputs: { spread } }).finish(), async (session) => {
      expect(session.inputNames).toEqual(['x']);
      const data = Float32Array.of(1, 2, 3, 5, 2, 7);
      expectNear((await session.run({ x: { data, dimensions: [2, 3] } })).spread.data, [2, 2, 2, 2]);
    });
    const orphan = OPS.expandTo(tape.scalar(1), ['users']);
    expect(() => emitGraph({ name: 'g', purpose: 'serving', outputs: { orphan } })).toThrow('an axis named "users"');
  });

  test('what fills a list up changes nothing that an attention gives, whatever is in it', async () => {
    const tape = new Tape();
    const items = tape.input('items', ['users', 3, 4]);
    const found = OPS.attention(
      tape.input('queries', ['users', 2, 4]),
      items,
      items,
      tape.input('mask', ['users', 3]),
      2,
    );
    await withSession(exportForward('attention', { found }, new Map()), async (session) => {
      const random = seededRandom(5);
      const queries = { data: Float32Array.from({ length: 8 }, random), dimensions: [1, 2, 4] };
      const mask = { data: Float32Array.of(1, 1, 0), dimensions: [1, 3] };
      const given = Array.from({ length: 8 }, random);
      const answer = async (filling: number) => {
        const data = Float32Array.from([...given, filling, -filling, filling, 3]);
        return (await session.run({ queries, mask, items: { data, dimensions: [1, 3, 4] } })).found.data.slice();
      };
      expect(await answer(500)).toEqual(await answer(0));
      const nobody = { data: new Float32Array(3), dimensions: [1, 3] };
      const items3 = { data: new Float32Array(12).fill(2), dimensions: [1, 3, 4] };
      expect([...(await session.run({ queries, mask: nobody, items: items3 })).found.data]).toEqual(
        new Array(8).fill(2),
      );
    });
  });
});

describe('a graph that trains', () => {
  test('names the gradient of every parameter, and of a table only the rows that were looked up', async () => {
    const tape = new Tape();
    const table = tape.parameter('table', [1000, 2], heNormal);
    const rows = OPS.gatherRows(table, tape.input('rows', ['batch'], 'int32'));
    const loss = OPS.reduceSum(OPS.mul(rows, tape.parameter('scale', [2], constantValues(1))));
    const { bytes, gradients: found } = trainingGraph({ name: 'g', loss, learned: tape.parameters });
    expect(found).toMatchObject([{ rows: [{ output: 'd_table.0', indices: 'rows' }] }, { output: 'd_scale' }]);
    await withSession(bytes, async (session) => {
      expect(session.outputNames).toEqual(['loss', 'd_table.0', 'd_scale']);
      const outputs = await session.run({
        table: { data: new Float32Array(2000).fill(3), dimensions: [1000, 2] },
        scale: { data: Float32Array.of(5, 7), dimensions: [2] },
        rows: { data: Int32Array.of(4, 999, 4), dimensions: [3] },
      });
      expect(outputs['d_table.0']).toMatchObject({ dimensions: [3, 2] });
      expect([...outputs['d_table.0'].data]).toEqual([5, 7, 5, 7, 5, 7]);
      expect([...outputs.d_scale.data]).toEqual([9, 9]);
    });
  });

  test('gives losses of tasks beside the loss', async () => {
    const { loss, tape, logits } = smallTape();
    const metrics = { mean: OPS.reduceMean(logits) };
    const { bytes } = trainingGraph({ name: 'g', loss, learned: tape.parameters.slice(0, 1), metrics });
    await withSession(bytes, async (session) => {
      expect(session.outputNames).toEqual(['loss', 'mean', 'd_weights']);
    });
  });
});

describe('mistakes that a tape refuses at once', () => {
  const tape = new Tape();
  const x = tape.input('x', ['batch', 4]);
  const w = tape.parameter('w', [3, 4], heNormal);
  const elsewhere = new Tape().scalar(1);

  test.each<[string, () => unknown, string]>([
    ['two values of one name', () => tape.input('x', [1]), 'two values named "x"'],
    ['a name with other characters', () => tape.input('a b', [1]), '"a b" cannot name'],
    ['sizes that do not fit', () => OPS.add(x, w), '[batch, 4] and [3, 4] do not fit together'],
    ['matrices that do not fit', () => OPS.matmul(x, w), '[batch, 4] and [3, 4] cannot be multiplied'],
    ['a layer that does not fit', () => OPS.linear(x, w, tape.scalar(0)), 'cannot be multiplied'],
    ['another number of elements', () => OPS.reshape(x, ['batch', 5]), '[batch, 4] cannot become [batch, 5]'],
    ['an axis that is not there', () => OPS.softmax(x, 2), 'no axis 2'],
    ['a slice beyond the end', () => OPS.slice(x, 1, 2, 5), 'no elements 2 to 5'],
    ['a slice of a size by name', () => OPS.slice(x, 0, 0, 1), 'must have a size that is known'],
    ['an order that leaves an axis out', () => OPS.transpose(x, [0, 0]), 'not an order of the axes'],
    ['parts of other sizes', () => OPS.concat([w, tape.constant([1, 2], [2, 1])], 1), 'does not fit behind'],
    ['heads that do not divide the width', () => OPS.attention(x, x, x, x, 3), 'cannot be shared among 3 heads'],
    ['values of two tapes', () => OPS.mul(x, elsewhere), 'belongs to another tape'],
    ['a loss that is not one number', () => gradients(x, [w]), 'A loss is one number'],
    ['a parameter without influence', () => gradients(OPS.reduceSum(x), [w]), 'does not depend on "w"'],
    ['learning through a comparison', () => gradients(castOf(), [w]), 'Nothing can be learned through Greater'],
    ['a share that leaves nothing', () => tape.dropoutMask('m', [1], 1), 'cannot be dropped'],
    [
      'an output named as an input',
      () => emitGraph({ name: 'g', purpose: 'serving', outputs: { x: OPS.neg(x) } }),
      'input and an output named "x"',
    ],
  ])('%s', (_, mistake, message) => {
    expect(mistake).toThrow(message);
  });

  function castOf() {
    const shape = w.shape;
    const above = tape.apply({ operator: 'Greater', inputs: [w, tape.scalar(0)], shape, type: 'bool' });
    const real = tape.apply({ operator: 'Cast', inputs: [above], shape, attributes: { to: 1 }, gradient: (g) => [g] });
    return OPS.reduceSum(real);
  }
});

test('sizes multiply to one name, whatever the order', () => {
  expect(productOf([5, 'batch', 4])).toBe('20*batch');
  expect(productOf(['users', 2, 'batch'])).toBe(productOf(['2*batch', 'users']));
  expect([productOf([]), productOf([3, 4]), productOf(['batch'])]).toEqual([1, 12, 'batch']);
});

test('first values have the spread that their layer needs, and equal seeds give equal ones', () => {
  const deviation = (values: Float32Array) => Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length);
  expect(deviation(heNormal([50, 200], seededRandom(1)))).toBeCloseTo(Math.sqrt(2 / 50), 2);
  expect(deviation(glorotNormal([50, 200], seededRandom(1)))).toBeCloseTo(Math.sqrt(2 / 250), 2);
  expect(heNormal([3, 3], seededRandom(2))).toEqual(heNormal([3, 3], seededRandom(2)));
  expect([...constantValues(0.5)([2], seededRandom(1))]).toEqual([0.5, 0.5]);
});

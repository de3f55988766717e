import { invertMatrix } from '../../../src/models/onnx/matrix-inverse.js';
import { OnnxGraph } from '../../../src/models/onnx/onnx-graph.js';
import { OnnxSession } from '../../../src/models/onnx/onnx-session.js';
import { expectNear } from '../random-matrix.js';

function doubling(): Uint8Array {
  const graph = new OnnxGraph('doubling');
  graph.node('Mul', [graph.input('x', ['n']), graph.scalar(2)], {}, { output: 'y' });
  graph.output('y', ['n']);
  return graph.finish();
}

const CPU = { provider: 'cpu', threads: 1, warn: () => undefined } as const;
const INPUT = { x: { data: Float32Array.of(1, 2, 3), dimensions: [3] } };

describe('an ONNX session', () => {
  test('runs a model and names its inputs and outputs', async () => {
    const session = await OnnxSession.open(doubling(), CPU);
    const { y } = await session.run(INPUT);
    expect([...y.data]).toEqual([2, 4, 6]);
    expect(y.dimensions).toEqual([3]);
    expect([session.inputNames, session.outputNames, session.provider]).toEqual([['x'], ['y'], 'cpu']);
    await session.release();
  });

  test('refuses bytes that are no model, a model that is cut off and an operator that does not exist', async () => {
    const whole = doubling();
    const unknown = new OnnxGraph('unknown');
    unknown.node('NoSuchOperator', [unknown.input('x', ['n'])], {}, { output: 'y' });
    unknown.output('y', ['n']);
    const bad = [new Uint8Array(0), Uint8Array.of(1, 2, 3), whole.subarray(0, whole.length - 20), unknown.finish()];
    for (const bytes of bad) {
      await expect(OnnxSession.open(bytes, CPU)).rejects.toMatchObject({
        code: 'MODEL_INVALID',
        message: expect.stringContaining(`cannot load the model (${bytes.length} bytes)`),
      });
    }
  });

  test.each(['cuda', 'webgpu'] as const)(
    'answers on the CPU with a warning where %s is not there',
    async (provider) => {
      const warnings: string[] = [];
      const session = await OnnxSession.open(doubling(), { provider, threads: 1, warn: (text) => warnings.push(text) });
      const { y } = await session.run(INPUT);
      expect([...y.data]).toEqual([2, 4, 6]);
      // A machine that has the accelerator uses it and has nothing to warn of.
      if (session.provider === provider) expect(warnings).toEqual([]);
      else expect(warnings).toEqual([expect.stringContaining(`cannot use ${provider} here, so models run on the CPU`)]);
      await session.release();
    },
  );
});

test('a matrix times its inverse is the unit matrix', async () => {
  const matrix = Float32Array.of(4, 1, 0.5, 1, 3, 0.2, 0.5, 0.2, 2);
  const inverse = await invertMatrix(matrix, 3);
  const product = Array.from({ length: 9 }, (_, k) => {
    const [row, column] = [Math.floor(k / 3), k % 3];
    return [0, 1, 2].reduce((sum, n) => sum + matrix[row * 3 + n] * inverse[n * 3 + column], 0);
  });
  expectNear(product, [1, 0, 0, 0, 1, 0, 0, 0, 1], 1e-6);
});

import onnxProto from 'onnx-proto';
import { ModelEdit } from '../../../src/models/compression/model-edit.js';
import { dcnModel } from './dcn-model.js';

const { onnx } = onnxProto;
const MODEL = dcnModel({ features: 4, crossLayers: 1, hidden: [8] });

function changed(change: (model: onnxProto.onnx.ModelProto) => void): Uint8Array {
  const model = onnx.ModelProto.decode(MODEL);
  change(model);
  return onnx.ModelProto.encode(model).finish();
}

describe('a model to rewrite', () => {
  test.each([
    ['no protobuf', 'is damaged', Uint8Array.of(255, 255, 255)],
    ['a file that is cut off', 'is damaged', MODEL.subarray(0, MODEL.length - 7)],
    ['an empty file', 'holds no graph', new Uint8Array(0)],
    [
      'an old opset',
      'opset 11',
      changed((model) => {
        model.opsetImport = [{ domain: '', version: 11 }];
      }),
    ],
    [
      'a branch',
      'branches or loops',
      changed((model) => {
        model.graph?.node?.push({ opType: 'If', attribute: [{ name: 'then_branch', g: { node: [] } }] });
      }),
    ],
    [
      'numbers in another file',
      'in another file',
      changed((model) => {
        model.graph?.initializer?.push({ name: 'far', externalData: [{ key: 'location', value: '../weights' }] });
      }),
    ],
  ])('%s is refused', (_, reason, bytes) => {
    expect(() => new ModelEdit(bytes)).toThrow(expect.objectContaining({ code: 'MODEL_INVALID' }));
    expect(() => new ModelEdit(bytes)).toThrow(reason);
  });

  test('reads real numbers from either of the two places where files keep them', () => {
    const listed = changed((model) => {
      model.graph?.initializer?.push({ name: 'listed', dims: [2], dataType: 1, floatData: [1.5, -2] });
    });
    expect(new ModelEdit(listed).floats('listed')).toEqual(Float32Array.of(1.5, -2));
  });
});

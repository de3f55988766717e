const { TestEnvironment } = require('jest-environment-node');

/**
 * ONNX Runtime checks its tensors against the outer realm's typed arrays. Jest gives each test file a realm
 * of its own, so the outer constructors are handed in; without them every session rejects its own outputs.
 */
module.exports = class OnnxFriendlyEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    Object.assign(this.global, {
      ArrayBuffer,
      SharedArrayBuffer,
      Float32Array,
      Float64Array,
      Int8Array,
      Int16Array,
      Int32Array,
      BigInt64Array,
      Uint8Array,
      Uint16Array,
      Uint32Array,
      BigUint64Array,
      Uint8ClampedArray,
    });
  }
};

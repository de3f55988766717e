import { IsthmusError } from '../../domain/errors.js';

/** The bytes of a typed array. Every machine that Node runs on stores the lowest byte first, so files can move. */
export function bytesOf(array: Float32Array | Float64Array | Int32Array | Uint32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

/** The numbers that `bytesOf` wrote. */
export function float32Of(bytes: Uint8Array): Float32Array {
  return new Float32Array(aligned(bytes, 4));
}

/** The numbers that `bytesOf` wrote. */
export function int32Of(bytes: Uint8Array): Int32Array {
  return new Int32Array(aligned(bytes, 4));
}

/** The numbers that `bytesOf` wrote. */
export function uint32Of(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(aligned(bytes, 4));
}

/** A copy that begins at a multiple of every element size, which typed arrays demand and file buffers do not promise. */
function aligned(bytes: Uint8Array, elementBytes: number): ArrayBuffer {
  if (bytes.length % elementBytes !== 0) {
    throw new IsthmusError('MODEL_INVALID', `An array of ${bytes.length} bytes is cut off. Fit the models again.`);
  }
  const copy = new ArrayBuffer(bytes.length);
  new Uint8Array(copy).set(bytes);
  return copy;
}

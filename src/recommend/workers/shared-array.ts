/** Typed arrays that graphs and models are made of. */
export type NumberArray = Int8Array | Int32Array | Uint32Array | Float32Array | Float64Array;

/** The same numbers in shared memory, which threads are handed without a copy; what is there already is not copied. */
export function inSharedMemory<T extends NumberArray>(array: T): T {
  return array.buffer instanceof SharedArrayBuffer ? array : sharedCopy(array);
}

/** A copy in shared memory of its own. */
export function sharedCopy<T extends NumberArray>(array: T): T {
  const ArrayType = array.constructor as new (buffer: SharedArrayBuffer) => T;
  const copy = new ArrayType(new SharedArrayBuffer(array.byteLength));
  copy.set(array);
  return copy;
}

/** A copy of bytes in shared memory; of a Buffer as well, which could not lie there itself. */
export function sharedBytes(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.byteLength));
  copy.set(bytes);
  return copy;
}

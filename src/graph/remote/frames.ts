import { IsthmusError } from '../../domain/errors.js';

const LENGTH_BYTES = 4;

/** A payload with its length in front, in two parts so that a large one is not copied. */
export function frameOf(payload: Buffer): [length: Buffer, payload: Buffer] {
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(payload.length);
  return [length, payload];
}

/** Cuts the bytes of a stream into the payloads that `frameOf` has marked, however the stream was divided. */
export class FrameReader {
  private chunks: Buffer[] = [];
  private bytes = 0;
  /** Bytes of the frame that is being read, with its length; known once the length is there. */
  private wanted = LENGTH_BYTES;

  /** A frame of more than `maxBytes` is refused before it is kept: its sender is no peer of ours, or wrong. */
  constructor(public maxBytes: number) {}

  /** The payloads that end in this chunk, in order. Throws INVALID_ARGUMENT for one that is too large. */
  *take(chunk: Buffer): Generator<Buffer> {
    this.chunks.push(chunk);
    this.bytes += chunk.length;
    while (this.bytes >= this.wanted) {
      const all = this.chunks.length === 1 ? this.chunks[0] : Buffer.concat(this.chunks, this.bytes);
      this.chunks = [all];
      const length = all.readUInt32BE(0);
      if (length > this.maxBytes) throw tooLarge(length, this.maxBytes);
      this.wanted = LENGTH_BYTES + length;
      if (this.bytes < this.wanted) return;
      const payload = all.subarray(LENGTH_BYTES, this.wanted);
      const rest = all.subarray(this.wanted);
      this.chunks = rest.length === 0 ? [] : [rest];
      this.bytes = rest.length;
      this.wanted = LENGTH_BYTES;
      yield payload;
    }
  }
}

/** What is said of a message that is larger than the other side would take. */
export function tooLarge(bytes: number, maxBytes: number): IsthmusError {
  return new IsthmusError(
    'INVALID_ARGUMENT',
    `A message of ${bytes} bytes is over the limit of ${maxBytes}. Send or ask for fewer rows at a time.`,
  );
}

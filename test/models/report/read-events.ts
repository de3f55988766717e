/** An event as TensorBoard's file holds it. */
export interface ReadEvent {
  readonly wallTime: number;
  readonly step: number;
  readonly version: string | null;
  readonly scalars: Readonly<Record<string, number>>;
}

/** Reads a file of events by hand, without the code that writes them, and checks every length and checksum. */
export function readEvents(file: Uint8Array): ReadEvent[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const events: ReadEvent[] = [];
  for (let at = 0; at < file.length; ) {
    const length = Number(view.getBigUint64(at, true));
    expect(view.getUint32(at + 8, true)).toBe(maskedChecksum(file.subarray(at, at + 8)));
    const data = file.subarray(at + 12, at + 12 + length);
    expect(view.getUint32(at + 12 + length, true)).toBe(maskedChecksum(data));
    events.push(readEvent(data));
    at += length + 16;
  }
  return events;
}

/** CRC-32C bit by bit, masked as TFRecord says. */
function maskedChecksum(bytes: Uint8Array): number {
  let rest = 0xffffffffn;
  for (const byte of bytes) {
    rest ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit++) rest = (rest & 1n) === 1n ? (rest >> 1n) ^ 0x82f63b78n : rest >> 1n;
  }
  const checksum = rest ^ 0xffffffffn;
  return Number((((checksum >> 15n) | (checksum << 17n)) + 0xa282ead8n) & 0xffffffffn);
}

function readEvent(data: Uint8Array): ReadEvent {
  const fields = readFields(data);
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  const scalars: Record<string, number> = {};
  for (const summary of fields.filter(({ number }) => number === 5)) {
    for (const { bytes } of readFields(summary.bytes)) {
      const value = readFields(bytes);
      const tag = value.find(({ number }) => number === 1);
      const figure = value.find(({ number }) => number === 2);
      if (tag !== undefined && figure !== undefined)
        scalars[text(tag.bytes)] = asView(figure.bytes).getFloat32(0, true);
    }
  }
  const wallTime = fields.find(({ number }) => number === 1);
  const version = fields.find(({ number }) => number === 3);
  return {
    wallTime: wallTime === undefined ? 0 : asView(wallTime.bytes).getFloat64(0, true),
    step: fields.find(({ number }) => number === 2)?.whole ?? 0,
    version: version === undefined ? null : text(version.bytes),
    scalars,
  };
}

interface Field {
  readonly number: number;
  readonly whole: number;
  readonly bytes: Uint8Array;
}

/** The fields of a protobuf message by its wire format. */
function readFields(data: Uint8Array): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const readVarint = (): number => {
    for (let value = 0, shift = 1; ; shift *= 128) {
      const byte = data[at++];
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  };
  while (at < data.length) {
    const key = readVarint();
    const type = key & 7;
    const whole = type === 0 || type === 2 ? readVarint() : 0;
    const size = [0, 8, whole, 0, 0, 4][type];
    fields.push({ number: key >> 3, whole, bytes: data.subarray(at, at + size) });
    at += size;
  }
  return fields;
}

function asView(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

import protobuf from 'protobufjs';
import { crc32c } from './crc32c.js';

/** The part of TensorFlow's event.proto and summary.proto that scalars need. */
const EVENT = protobuf
  .parse(`
  syntax = "proto3";
  message Event {
    double wall_time = 1;
    int64 step = 2;
    oneof what { string file_version = 3; Summary summary = 5; }
  }
  message Summary {
    message Value { string tag = 1; float simple_value = 2; }
    repeated Value value = 1;
  }
`)
  .root.lookupType('Event');

/** A figure at a step of a training. */
export interface Scalar {
  readonly tag: string;
  readonly value: number;
}

/** The record with which every file of events begins. */
export function versionRecord(atMs: number): Uint8Array {
  return record({ wallTime: atMs / 1000, fileVersion: 'brain.Event:2' });
}

/** A record of the figures of one step. */
export function scalarRecord(atMs: number, step: number, scalars: readonly Scalar[]): Uint8Array {
  const value = scalars.map(({ tag, value }) => ({ tag, simpleValue: value }));
  return record({ wallTime: atMs / 1000, step, summary: { value } });
}

/** TFRecord framing: length, its checksum, the event, its checksum. */
function record(event: Record<string, unknown>): Uint8Array {
  const data = EVENT.encode(EVENT.fromObject(event)).finish();
  const framed = new Uint8Array(data.length + 16);
  const view = new DataView(framed.buffer);
  view.setBigUint64(0, BigInt(data.length), true);
  view.setUint32(8, masked(crc32c(framed.subarray(0, 8))), true);
  framed.set(data, 12);
  view.setUint32(12 + data.length, masked(crc32c(data)), true);
  return framed;
}

/** Checksums are stored rotated and shifted, because one of data that holds its own checksum says little. */
function masked(checksum: number): number {
  return (((checksum >>> 15) | (checksum << 17)) + 0xa282ead8) >>> 0;
}

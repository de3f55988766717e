import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { excerpt, MAX_RAW_CHARACTERS, MAX_ROW_CHARACTERS } from './source-row.js';

/** One line without its line feed, or what was wrong with it. */
export type Line =
  | { readonly type: 'line'; readonly number: number; readonly text: string }
  | { readonly type: 'broken'; readonly number: number; readonly reason: string; readonly raw: string };

const LINE_FEED = 10;
/** Small pieces die young: rows of larger ones outlive a collection, which then copies them all. */
const READ_BYTES = 64 * 1024;
const TOO_LONG = `The line is longer than ${MAX_ROW_CHARACTERS / 1024 / 1024} MB.`;
const NOT_UTF8 = 'The line is not valid UTF-8. Save the file as UTF-8.';

/**
 * Splits a file into lines, a piece of the file at a time. A line that is too long is skipped while it is read, so
 * that memory stays bounded whatever the file holds; a line that is not UTF-8 spoils no other line.
 */
export async function* readLines(path: string, onBytes: (bytes: number) => void): AsyncGenerator<Line[]> {
  let rest: Buffer = Buffer.alloc(0);
  let number = 1;
  let isSkipping = false;
  for await (const chunk of createReadStream(path, { highWaterMark: READ_BYTES })) {
    const read: Buffer = chunk;
    onBytes(read.length);
    let start = 0;
    if (isSkipping) {
      const end = read.indexOf(LINE_FEED);
      if (end === -1) continue;
      isSkipping = false;
      start = end + 1;
    }
    const last = read.lastIndexOf(LINE_FEED);
    if (last >= start) {
      const block = join(rest, read.subarray(start, last));
      const lines = splitBlock(block, number);
      number += lines.length;
      rest = read.subarray(last + 1);
      yield lines;
    } else {
      rest = join(rest, read.subarray(start));
    }
    if (rest.length > MAX_ROW_CHARACTERS) {
      yield [{ type: 'broken', number, reason: TOO_LONG, raw: beginning(rest) }];
      number += 1;
      rest = Buffer.alloc(0);
      isSkipping = true;
    }
  }
  if (rest.length > 0) yield splitBlock(rest, number);
}

function join(first: Buffer, second: Buffer): Buffer {
  return first.length === 0 ? second : Buffer.concat([first, second]);
}

function splitBlock(block: Buffer, firstNumber: number): Line[] {
  if (isUtf8(block)) {
    return block
      .toString('utf8')
      .split('\n')
      .map((text, index) => toLine(text, firstNumber + index));
  }
  const lines: Line[] = [];
  for (let start = 0; start <= block.length; ) {
    const found = block.indexOf(LINE_FEED, start);
    const end = found === -1 ? block.length : found;
    const bytes = block.subarray(start, end);
    const number = firstNumber + lines.length;
    lines.push(
      isUtf8(bytes)
        ? toLine(bytes.toString('utf8'), number)
        : { type: 'broken', number, reason: NOT_UTF8, raw: beginning(bytes) },
    );
    start = end + 1;
  }
  return lines;
}

function toLine(text: string, number: number): Line {
  if (text.length > MAX_ROW_CHARACTERS) return { type: 'broken', number, reason: TOO_LONG, raw: excerpt(text) };
  return { type: 'line', number, text };
}

function beginning(bytes: Buffer): string {
  return excerpt(bytes.subarray(0, MAX_RAW_CHARACTERS * 2).toString('utf8'));
}

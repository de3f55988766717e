import fc from 'fast-check';
import { FrameReader, frameOf } from '../../../src/graph/remote/frames.js';

const payloads = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 });

test('payloads come out as they went in, however the stream was divided', () => {
  fc.assert(
    fc.property(payloads, fc.infiniteStream(fc.integer({ min: 1, max: 97 })), (given, sizes) => {
      const stream = Buffer.concat(given.flatMap((payload) => frameOf(Buffer.from(payload))));
      const reader = new FrameReader(1_000);
      const taken: Buffer[] = [];
      for (let at = 0; at < stream.length; ) {
        const size = sizes.next().value;
        taken.push(...reader.take(stream.subarray(at, at + size)));
        at += size;
      }
      expect(taken.map((payload) => [...payload])).toEqual(given.map((payload) => [...payload]));
    }),
  );
});

test('a frame that is too large is refused as soon as its length is known', () => {
  const reader = new FrameReader(1_000);
  const request = Buffer.from('GET / HTTP/1.1\r\n');
  expect(() => [...reader.take(request)]).toThrow('A message of 1195725856 bytes is over the limit of 1000.');
});

test('a large frame that comes in small chunks is put together once', () => {
  const payload = Buffer.alloc(32 * 1024 * 1024, 7);
  const reader = new FrameReader(64 * 1024 * 1024);
  const stream = Buffer.concat(frameOf(payload));
  const startedMs = performance.now();
  let taken: Buffer | undefined;
  for (let at = 0; at < stream.length; at += 16_384) [taken] = reader.take(stream.subarray(at, at + 16_384));
  expect(taken?.equals(payload)).toBe(true);
  // Copying everything for every chunk would move 32 GB, which takes many seconds.
  expect(performance.now() - startedMs).toBeLessThan(3_000);
});

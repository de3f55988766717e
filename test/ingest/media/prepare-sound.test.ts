import fc from 'fast-check';
import { prepareSound } from '../../../src/ingest/media/prepare-sound.js';
import { resample } from '../../../src/ingest/media/resample.js';
import { toneOf, wavOf } from './media-files.js';

/** The root of the mean square, without the ends, where a filter has nothing to look at. */
function loudness(sound: Float32Array): number {
  const middle = sound.subarray(sound.length / 4, (3 * sound.length) / 4);
  return Math.sqrt(middle.reduce((sum, value) => sum + value * value, 0) / middle.length);
}

test('a sound is the mean of its channels, cut and filled with silence to the length that is wanted', async () => {
  const left = toneOf(100, 0.5, 8_000);
  const right = left.map((value) => value / 2);
  const input = { medium: 'audio', sampleRate: 8_000, samples: 6_000 } as const;
  const sound = await prepareSound(wavOf([left, right], 8_000), input);
  expect(sound).toHaveLength(6_000);
  for (const n of [10, 500, 3_999]) expect(sound[n]).toBeCloseTo(0.75 * left[n], 3);
  expect(sound.subarray(4_000).every((value) => value === 0)).toBe(true);
  expect(await prepareSound(wavOf([left], 8_000), { ...input, samples: 100 })).toHaveLength(100);
});

test('a sound at another rate is the same sound', async () => {
  const input = { medium: 'audio', sampleRate: 16_000, samples: 8_000 } as const;
  const sound = await prepareSound(wavOf([toneOf(440, 1, 44_100)], 44_100), input);
  const expected = toneOf(440, 0.5, 16_000);
  for (let n = 100; n < 7_900; n += 37) expect(sound[n]).toBeCloseTo(expected[n], 2);
});

test('tones that a lower rate cannot hold fall silent instead of becoming other tones', () => {
  const kept = resample(toneOf(1_000, 0.5, 48_000), 48_000, 8_000, 4_000);
  const lost = resample(toneOf(7_000, 0.5, 48_000), 48_000, 8_000, 4_000);
  expect(loudness(kept)).toBeCloseTo(0.5 / Math.SQRT2, 2);
  expect(loudness(lost)).toBeLessThan(0.005);
});

test('resampling gives the length that is asked for, and gets no louder than a filter does at an edge', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1_000, max: 48_000 }),
      fc.integer({ min: 1_000, max: 48_000 }),
      fc.integer({ min: 0, max: 300 }),
      fc.double({ min: -1, max: 1, noNaN: true }),
      (fromRate, toRate, length, level) => {
        const result = resample(new Float32Array(200).fill(level), fromRate, toRate, length);
        expect(result).toHaveLength(length);
        expect(Math.max(0, ...result.map(Math.abs))).toBeLessThanOrEqual(1.2 * Math.abs(level) + 1e-5);
      },
    ),
    { numRuns: 50 },
  );
});

test.each<[string, Uint8Array]>([
  ['a text', Buffer.from('This is not a sound.')],
  ['nothing', Buffer.alloc(0)],
  ['the head of a sound', wavOf([toneOf(100, 0.1, 8_000)], 8_000).subarray(0, 30)],
  ['a sound without samples', wavOf([new Float32Array(0)], 8_000)],
])('%s is refused', async (_, bytes) => {
  const input = { medium: 'audio', sampleRate: 8_000, samples: 100 } as const;
  await expect(prepareSound(bytes, input)).rejects.toThrow();
});

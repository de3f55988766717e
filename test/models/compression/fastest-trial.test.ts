import type { CompressionTrial } from '../../../src/models/compression/compression-report.js';
import { fastestTrial } from '../../../src/models/compression/fastest-trial.js';

function trial(name: string, p50Ms: number, verdict: CompressionTrial['verdict'] = 'accepted'): CompressionTrial {
  return { name, bytes: 1, packedBytes: 1, p50Ms, p99Ms: p50Ms, metric: 1, relativeLoss: 0, verdict, reason: null };
}

const FP32 = trial('fp32', 1);

test.each([
  ['the fastest of several', [trial('slow', 0.8), trial('fast', 0.5), trial('middle', 0.6)], 'fast'],
  ['no refused one, however fast', [trial('refused', 0.1, 'refused'), trial('fair', 0.9)], 'fair'],
  ['the uncompressed model when others are slower', [trial('slow', 1.4)], 'fp32'],
  ['the uncompressed model when others are hardly faster', [trial('same', 0.98)], 'fp32'],
  ['the uncompressed model when nothing else was tried', [], 'fp32'],
])('%s is chosen', (_, others, expected) => {
  expect(fastestTrial([FP32, ...others]).name).toBe(expected);
});

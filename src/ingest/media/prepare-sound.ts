import decode from 'audio-decode';
import type { AudioInput } from '../../domain/media.js';
import { resample } from './resample.js';

/** The filter of the resampling looks a little beyond the last sample that is kept. */
const MARGIN_SECONDS = 0.1;

/** The samples of a sound as an encoder takes them: the mean of the channels, from the beginning, silence after the end. */
export async function prepareSound(bytes: Uint8Array, { sampleRate, samples }: AudioInput): Promise<Float32Array> {
  const sound = await decode(bytes);
  const length = sound.channelData[0]?.length ?? 0;
  if (length === 0 || !(sound.sampleRate > 0)) throw new Error('It holds no sound that can be read.');
  const heard = Math.min(length, Math.ceil((samples / sampleRate + MARGIN_SECONDS) * sound.sampleRate));
  const mono = new Float32Array(heard);
  for (const channel of sound.channelData) {
    for (let k = 0; k < heard; k++) mono[k] += channel[k] / sound.channelData.length;
  }
  if (!mono.every(Number.isFinite)) throw new Error('It holds samples that are not finite.');
  return resample(mono, sound.sampleRate, sampleRate, samples);
}

/** Zero crossings of the filter on each side; more make the edge of the band steeper and the work longer. */
const CROSSINGS = 16;

/**
 * A sound at another number of samples a second: each sample is the sum of those around it, weighed by a sinc in a Hann
 * window that passes nothing above half of the lower rate (Smith, Digital Audio Resampling, CCRMA). Gives `length`
 * samples, with silence after the end of the sound.
 */
export function resample(sound: Float32Array, fromRate: number, toRate: number, length: number): Float32Array {
  const result = new Float32Array(length);
  if (fromRate === toRate) {
    result.set(sound.subarray(0, length));
    return result;
  }
  const step = fromRate / toRate;
  const cutoff = Math.min(1, toRate / fromRate);
  const reach = CROSSINGS / cutoff;
  // A plain loop over typed arrays: a minute of sound is some ten million multiplications.
  for (let n = 0; n < length; n++) {
    const centre = n * step;
    const first = Math.max(0, Math.ceil(centre - reach));
    const last = Math.min(sound.length - 1, Math.floor(centre + reach));
    let [sum, total] = [0, 0];
    for (let k = first; k <= last; k++) {
      const distance = (k - centre) * cutoff;
      const weight = sinc(distance) * (0.5 + 0.5 * Math.cos((Math.PI * distance) / CROSSINGS));
      sum += weight * sound[k];
      total += weight;
    }
    if (total > 0) result[n] = sum / total;
  }
  return result;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

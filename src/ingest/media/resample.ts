/** Zero crossings of the filter on each side; more make the edge of the band steeper and the work longer. */
const CROSSINGS = 16;
/** Places between two crossings at which the filter is known; between them it is a straight line. */
const PLACES = 256;

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
  const filter = windowedSinc();
  const step = fromRate / toRate;
  const cutoff = Math.min(1, toRate / fromRate);
  const reach = CROSSINGS / cutoff;
  const placesPerSample = cutoff * PLACES;
  // Plain loops over typed arrays: a minute of sound is some ten million multiplications.
  for (let n = 0; n < length; n++) {
    const centre = n * step;
    const first = Math.max(0, Math.ceil(centre - reach));
    const last = Math.min(sound.length - 1, Math.floor(centre + reach));
    let sum = 0;
    for (let k = first; k <= last; k++) {
      const place = (k < centre ? centre - k : k - centre) * placesPerSample;
      const before = place | 0;
      sum += sound[k] * (filter[before] + (place - before) * (filter[before + 1] - filter[before]));
    }
    // The weights of a whole filter add up to 1 / cutoff.
    result[n] = cutoff * sum;
  }
  return result;
}

/** One side of the filter, and zeros behind its end. */
function windowedSinc(): Float64Array {
  const filter = new Float64Array(CROSSINGS * PLACES + 2);
  for (let n = 0; n < CROSSINGS * PLACES; n++) {
    const x = (Math.PI * n) / PLACES;
    filter[n] = (n === 0 ? 1 : Math.sin(x) / x) * (0.5 + 0.5 * Math.cos(x / CROSSINGS));
  }
  return filter;
}

import type { MediaInput } from '../../domain/media.js';
import { prepareImage } from './prepare-image.js';
import { prepareSound } from './prepare-sound.js';

/** What turns the bytes of a file into the numbers that an encoder takes. */
export function preparationFor(input: MediaInput): (bytes: Uint8Array) => Promise<Float32Array> {
  return input.medium === 'image' ? (bytes) => prepareImage(bytes, input) : (bytes) => prepareSound(bytes, input);
}

import sharp from 'sharp';
import type { ImageInput } from '../../domain/media.js';

/** A picture of a few kilobytes may unfold into gigabytes; more pixels than this are not unfolded. */
const MOST_PIXELS = 100_000_000;
/** `heif` is what AVIF files are inside. Formats that can name other files, such as SVG, are not among them. */
const FORMATS: ReadonlySet<string> = new Set(['jpeg', 'png', 'webp', 'heif', 'gif']);
const COLOURS = 3;

/** The numbers of an image as an encoder takes them: turned upright, the first frame alone, transparent parts black. */
export async function prepareImage(bytes: Uint8Array, input: ImageInput): Promise<Float32Array> {
  const image = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' });
  const { format } = await image.metadata();
  if (!FORMATS.has(format)) throw new Error(`It is of the format ${format}, which is not read. Convert it to PNG.`);
  const { width, height, fit } = input;
  const pixels = await image
    .autoOrient()
    .resize(width, height, { fit, background: 'black' })
    .flatten({ background: 'black' })
    .toColourspace('srgb')
    .raw()
    .toBuffer();
  return arranged(pixels, input);
}

/** Bytes of pixels as numbers in the encoder's order. */
function arranged(pixels: Uint8Array, { width, height, layout, mean, std }: ImageInput): Float32Array {
  const count = width * height;
  const channels = pixels.length / count;
  if (channels !== COLOURS) throw new Error(`It has ${channels} colour channels instead of ${COLOURS}.`);
  const numbers = new Float32Array(pixels.length);
  for (let pixel = 0; pixel < count; pixel++) {
    for (let colour = 0; colour < COLOURS; colour++) {
      const value = (pixels[pixel * COLOURS + colour] / 255 - mean[colour]) / std[colour];
      numbers[layout === 'NCHW' ? colour * count + pixel : pixel * COLOURS + colour] = value;
    }
  }
  return numbers;
}

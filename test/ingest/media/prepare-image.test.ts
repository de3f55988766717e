import sharp from 'sharp';
import type { ImageInput } from '../../../src/domain/media.js';
import { prepareImage } from '../../../src/ingest/media/prepare-image.js';
import { imageOf } from './media-files.js';

const PLAIN: ImageInput = {
  medium: 'image',
  width: 4,
  height: 2,
  layout: 'NCHW',
  mean: [0, 0, 0],
  std: [1, 1, 1],
  fit: 'cover',
};

/** The left half of one colour, the right half of another one. */
async function halves(left: string, right: string, size = 8): Promise<Buffer> {
  const half = await imageOf(right, 'png', [size / 2, size]);
  return sharp(await imageOf(left, 'png', [size, size]))
    .composite([{ input: half, left: size / 2, top: 0 }])
    .png()
    .toBuffer();
}

test.each(['png', 'jpeg', 'webp', 'avif', 'gif'] as const)(
  'an image as %s is numbers of its colours',
  async (format) => {
    const numbers = await prepareImage(await imageOf('#ff0000', format), PLAIN);
    expect(numbers).toHaveLength(3 * 8);
    for (const red of numbers.subarray(0, 8)) expect(red).toBeCloseTo(1, 1);
    for (const rest of numbers.subarray(8)) expect(rest).toBeCloseTo(0, 1);
  },
);

test('colours stand one after the other or pixel by pixel, less the mean and divided by the deviation', async () => {
  const bytes = await imageOf('#ff0033');
  const mean = [0.5, 0.5, 0.1] as const;
  const std = [0.5, 0.25, 1] as const;
  const byColour = await prepareImage(bytes, { ...PLAIN, width: 1, height: 2, mean, std });
  expect([...byColour].map((value) => value.toFixed(2))).toEqual(['1.00', '1.00', '-2.00', '-2.00', '0.10', '0.10']);
  const byPixel = await prepareImage(bytes, { ...PLAIN, width: 1, height: 2, mean, std, layout: 'NHWC' });
  expect([...byPixel].map((value) => value.toFixed(2))).toEqual(['1.00', '-2.00', '0.10', '1.00', '-2.00', '0.10']);
});

test('other shapes are cut, filled up or stretched, as the encoder wants it', async () => {
  // Three times as wide as high: red, green and blue squares.
  const bytes = await sharp(await imageOf('lime', 'png', [24, 8]))
    .composite([
      { input: await imageOf('red', 'png', [8, 8]), left: 0, top: 0 },
      { input: await imageOf('blue', 'png', [8, 8]), left: 16, top: 0 },
    ])
    .png()
    .toBuffer();
  const coloursOf = async (fit: ImageInput['fit']) => {
    const numbers = await prepareImage(bytes, { ...PLAIN, width: 6, height: 6, fit });
    return [0, 1, 2].map((colour) => numbers.subarray(colour * 36, colour * 36 + 36).reduce((a, b) => a + b) / 36);
  };
  const [cut, filled, stretched] = [await coloursOf('cover'), await coloursOf('contain'), await coloursOf('fill')];
  expect(cut[1]).toBeGreaterThan(0.9);
  expect(filled.reduce((a, b) => a + b)).toBeCloseTo(1 / 3, 1);
  for (const colour of stretched) expect(colour).toBeCloseTo(1 / 3, 1);
});

test('a photograph that lies on its side is turned upright first', async () => {
  const upright = await halves('white', 'black');
  // Turned to the left, with the note that it has to be turned back.
  const lying = await sharp(await sharp(upright).rotate(270).toBuffer())
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 100 })
    .toBuffer();
  const [a, b] = [await prepareImage(upright, PLAIN), await prepareImage(lying, PLAIN)];
  for (const [n, value] of a.entries()) expect(b[n]).toBeCloseTo(value, 1);
  expect(a[0]).toBeGreaterThan(a[3] + 0.8);
});

test('grey, transparent and moving images have three colours as well, and the first picture counts', async () => {
  const grey = await sharp(await imageOf('#808080'))
    .greyscale()
    .png()
    .toBuffer();
  for (const value of await prepareImage(grey, PLAIN)) expect(value).toBeCloseTo(0.5, 1);
  const clear = sharp({ create: { width: 8, height: 8, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0 } } });
  for (const value of await prepareImage(await clear.png().toBuffer(), PLAIN)) expect(value).toBe(0);
  const frames = await sharp([await imageOf('red', 'png', [8, 8]), await imageOf('blue', 'png', [8, 8])], {
    join: { animated: true },
  })
    .gif()
    .toBuffer();
  expect((await prepareImage(frames, PLAIN))[0]).toBeCloseTo(1, 1);
});

test.each<[string, () => Promise<Uint8Array>, RegExp]>([
  ['a text', async () => Buffer.from('not an image'), /unsupported image format/],
  ['nothing', async () => Buffer.alloc(0), /./],
  ['half an image', async () => (await halves('red', 'blue', 64)).subarray(0, 80), /./],
  [
    'a drawing that could name other files',
    async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    /of the format svg, which is not read/,
  ],
  [
    'a picture that would unfold into gigabytes',
    async () => {
      const bytes = Buffer.from(await imageOf('red'));
      // The width and height of a PNG stand in its first chunk.
      bytes.writeUInt32BE(60_000, 16);
      bytes.writeUInt32BE(60_000, 20);
      return bytes;
    },
    /pixel limit|bad header|invalid|IHDR|png/i,
  ],
])('%s is refused', async (_, bytes, message) => {
  await expect(prepareImage(await bytes(), PLAIN)).rejects.toMatchObject({ message: expect.stringMatching(message) });
});

import sharp from 'sharp';

/** The bytes of an image of one colour, in the format of a name's ending. */
export function imageOf(colour: string, format: 'png' | 'jpeg' | 'webp' | 'avif' | 'gif' = 'png', size = [24, 16]) {
  const [width, height] = size;
  return sharp({ create: { width, height, channels: 3, background: colour } })
    .toFormat(format)
    .toBuffer();
}

/** The bytes of a WAV file with 16 bits a sample; `channels` are numbers between -1 and 1. */
export function wavOf(channels: readonly Float32Array[], sampleRate: number): Buffer {
  const count = channels[0].length;
  const frame = 2 * channels.length;
  const bytes = Buffer.alloc(44 + count * frame);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + count * frame, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(channels.length, 22);
  bytes.writeUInt32LE(sampleRate, 24);
  bytes.writeUInt32LE(sampleRate * frame, 28);
  bytes.writeUInt16LE(frame, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(count * frame, 40);
  for (const [c, channel] of channels.entries()) {
    for (const [n, value] of channel.entries()) bytes.writeInt16LE(Math.round(value * 32_767), 44 + n * frame + 2 * c);
  }
  return bytes;
}

/** A tone of a frequency, at most as loud as `loudness`. */
export function toneOf(hertz: number, seconds: number, sampleRate: number, loudness = 0.5): Float32Array {
  return Float32Array.from(
    { length: Math.round(seconds * sampleRate) },
    (_, n) => loudness * Math.sin((2 * Math.PI * hertz * n) / sampleRate),
  );
}

/** What items may have besides texts. */
export const MEDIA = ['image', 'audio'] as const;
export type Medium = (typeof MEDIA)[number];

/** The pictures that an encoder takes: red, green and blue of each pixel as numbers, `(value / 255 - mean) / std`. */
export interface ImageInput {
  readonly medium: 'image';
  readonly width: number;
  readonly height: number;
  /** NCHW: one colour after the other; NHWC: one pixel after the other. */
  readonly layout: 'NCHW' | 'NHWC';
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
  /** What happens to a picture of another shape: its edges are cut off, filled with black, or it is stretched. */
  readonly fit: 'cover' | 'contain' | 'fill';
}

/** The sounds that an encoder takes: one channel between -1 and 1, all of one length. */
export interface AudioInput {
  readonly medium: 'audio';
  /** Samples a second. */
  readonly sampleRate: number;
  readonly samples: number;
}

/** What is prepared for an encoder. */
export type MediaInput = ImageInput | AudioInput;

/**
 * Turns prepared images or sounds into vectors. Vectors of different versions must never be compared: what stores
 * vectors stores the version with them, and makes them anew when it is another one.
 */
export interface MediaEncoder<I extends MediaInput = MediaInput> {
  /** Names the encoder and everything that its vectors depend on. */
  readonly version: string;
  readonly input: I;
  /** Numbers a vector. */
  readonly size: number;
  /** How many inputs it takes at once. */
  readonly batchSize: number;

  /** One vector an input, row after row. */
  encode(inputs: readonly Float32Array[], signal?: AbortSignal): Promise<Float32Array>;

  /** Frees what the encoder holds; it cannot encode afterwards. */
  release(): Promise<void>;
}

/** How the vectors of an item's text, image and sound become its one vector. */
export interface FusionSettings {
  /** `concatenate` puts them one after the other; `sum` adds them up, which needs encoders that share one space. */
  readonly method: 'concatenate' | 'sum';
  /** What each part counts for after it was brought to length 1. */
  readonly weights: Readonly<Record<'text' | Medium, number>>;
}

/** Each part as much as the others. */
export const DEFAULT_FUSION: FusionSettings = { method: 'concatenate', weights: { text: 1, image: 1, audio: 1 } };

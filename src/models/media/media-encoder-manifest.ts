import { z } from 'zod';
import type { Medium } from '../../domain/media.js';
import { readManifest } from '../imported/read-manifest.js';

const threeNumbers = z.tuple([z.number(), z.number(), z.number()]);

const output = {
  /** The model's output; its first one that has a usual name when left out. */
  output: z.string().min(1).nullable().default(null),
  /** How the vectors of parts of an image or a sound become one; a model that gives one vector needs none of it. */
  pooling: z.enum(['mean', 'first']).default('mean'),
  /** Numbers a vector; what the model gives when left out. */
  size: z.int().min(1).max(16_384).nullable().default(null),
};

const imageSchema = z.strictObject({
  ...output,
  /** Pixels; what the model's input says when left out, and 224 when it leaves them open. */
  width: z.int().min(1).max(4_096).nullable().default(null),
  height: z.int().min(1).max(4_096).nullable().default(null),
  /** NCHW or NHWC; as the colours stand in the model's input when left out. */
  layout: z.enum(['NCHW', 'NHWC']).nullable().default(null),
  /** What is taken from each colour, between 0 and 1; the means of ImageNet, as most models are trained with. */
  mean: threeNumbers.default([0.485, 0.456, 0.406]),
  /** By what each colour is divided then. */
  std: threeNumbers
    .refine((values) => values.every((value) => value > 0), 'must be above 0')
    .default([0.229, 0.224, 0.225]),
  /** What happens to images of another shape: `cover` cuts their edges off, `contain` adds black, `fill` stretches. */
  fit: z.enum(['cover', 'contain', 'fill']).default('cover'),
  /** Images a run. */
  batchSize: z.int().min(1).max(256).default(16),
});

const audioSchema = z.strictObject({
  ...output,
  /** Samples a second. */
  sampleRate: z.int().min(1_000).max(192_000).default(16_000),
  /** How much of a sound is read, from its beginning; what the model's input says when left out, or else 10. */
  seconds: z.number().positive().max(600).nullable().default(null),
  /** Sounds a run. */
  batchSize: z.int().min(1).max(64).default(4),
});

/** How an encoder of images is used. */
export type ImageEncoderManifest = z.output<typeof imageSchema>;
/** How an encoder of sounds is used. */
export type AudioEncoderManifest = z.output<typeof audioSchema>;

/** The file that says how a model is used: it lies beside the model and has its name, with the ending .json. */
function manifestPathOf(modelPath: string): string {
  return modelPath.replace(/(\.onnx)?$/i, '.json');
}

/** How a model is used for a medium. */
export type MediaEncoderManifest =
  | ({ readonly medium: 'image' } & ImageEncoderManifest)
  | ({ readonly medium: 'audio' } & AudioEncoderManifest);

/** Reads the manifest beside a model, or the defaults when there is none; MODEL_INVALID when it is wrong. */
export async function readMediaManifest(modelPath: string, medium: Medium): Promise<MediaEncoderManifest> {
  const path = manifestPathOf(modelPath);
  return medium === 'image'
    ? { medium, ...(await readManifest(path, imageSchema)) }
    : { medium, ...(await readManifest(path, audioSchema)) };
}

import { join } from 'node:path';
import { z } from 'zod';
import { readManifest } from '../../imported/read-manifest.js';

/** The file beside a model that says how it is to be used; without one the defaults hold. */
const MANIFEST_FILE = 'encoder.json';

const manifestSchema = z.strictObject({
  /** The model's file. */
  model: z.string().min(1).default('model.onnx'),
  /** Tokens of a text that are read, the marks at its ends included. */
  maxTokens: z.int().min(2).max(8_192).default(256),
  /** Written before every text, such as "passage: " for E5. */
  prefix: z.string().max(1_000).default(''),
  /** How the vectors of tokens become one; for a model that gives one vector a text, none of it happens. */
  pooling: z.enum(['mean', 'first']).default('mean'),
  /** Whether vectors are brought to length 1. */
  normalise: z.boolean().default(true),
  /** The model's output; its first one that has a usual name when left out. */
  output: z.string().min(1).nullable().default(null),
  /** Numbers a vector; what the model gives when left out. */
  size: z.int().min(1).max(65_536).nullable().default(null),
  /**
   * Texts a run. In a model of 8-bit numbers a vector depends on the others of its run, so that only 1, the default,
   * gives the same vector always; other models are faster with more.
   */
  batchSize: z.int().min(1).max(1_024).default(1),
});

/** How a sentence encoder is used. */
export type SentenceEncoderManifest = z.output<typeof manifestSchema>;

/** Reads the manifest of an encoder's folder, or the defaults when there is none; MODEL_INVALID when it is wrong. */
export function readEncoderManifest(folder: string): Promise<SentenceEncoderManifest> {
  return readManifest(join(folder, MANIFEST_FILE), manifestSchema);
}

import { z } from 'zod';
import { IsthmusError } from '../../domain/errors.js';

/** A name of a model, a version or a file: nothing that could lead out of its folder. */
export const SAFE_NAME = /^[a-z0-9][a-z0-9._-]{0,99}$/i;

const tensor = z.strictObject({
  name: z.string(),
  /** Numbers, or the name of a size that is only known when the model runs. */
  dimensions: z.array(z.union([z.number().int(), z.string()])),
});

/** How good two versions are on the same held-out users, and how sure that is. */
const comparisonSchema = z.strictObject({
  /** The version that served when the other one was compared with it. */
  against: z.string(),
  metric: z.string(),
  users: z.number().int().nonnegative(),
  candidate: z.number(),
  serving: z.number(),
  /** The mean of the paired differences, candidate minus serving, and its 95 % interval. */
  difference: z.number(),
  low: z.number(),
  high: z.number(),
});

const promotionSchema = z.strictObject({
  atMs: z.number(),
  reason: z.string(),
  /** True when somebody wanted it although it was worse, or without a comparison. */
  isForced: z.boolean(),
  /** Null when there was nothing to compare with, or it was forced. */
  comparison: comparisonSchema.nullable(),
});

const manifestSchema = z.strictObject({
  /** Which shape the manifest itself has. */
  format: z.literal(1),
  name: z.string().regex(SAFE_NAME),
  version: z.string().regex(SAFE_NAME),
  createdAtMs: z.number(),
  /** Says whether the model was fitted on the data at hand; made by the caller. */
  dataFingerprint: z.string(),
  hyperParameters: z.json(),
  metrics: z.record(z.string(), z.number()),
  inputs: z.array(tensor),
  outputs: z.array(tensor),
  files: z.record(
    z.string().regex(SAFE_NAME),
    z.strictObject({ bytes: z.number().int().nonnegative(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  ),
  /** When and why the version began to serve, the oldest first; a version that never served has none. */
  promotions: z.array(promotionSchema).default([]),
});

export type Comparison = Readonly<z.infer<typeof comparisonSchema>>;
export type Promotion = Readonly<z.infer<typeof promotionSchema>>;

/** What is known of a stored model: where it comes from, how good it is and exactly which bytes belong to it. */
export type ModelManifest = z.infer<typeof manifestSchema>;

/** Reads a manifest; `place` names it in the error. */
export function parseManifest(text: string, place: string): ModelManifest {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw new IsthmusError('MODEL_INVALID', `${place} is not valid JSON. ${WHAT_TO_DO}`, { cause });
  }
  const parsed = manifestSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new IsthmusError('MODEL_INVALID', `${place}: ${issue.path.join('.')}: ${issue.message}. ${WHAT_TO_DO}`);
}

/** How an operator gets out of a damaged model. */
export const WHAT_TO_DO = 'Delete the folder of this version to go back to the one before, or fit the models again.';

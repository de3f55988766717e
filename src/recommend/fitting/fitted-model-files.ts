import { z } from 'zod';
import { IsthmusError } from '../../domain/errors.js';
import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import type { Projection } from '../../graph/projection/projection.js';
import { FactorModel } from '../../models/factors/factor-model.js';
import { bytesOf, float32Of } from '../../models/store/array-file.js';
import type { ModelManifest } from '../../models/store/model-manifest.js';
import type { ModelToSave, StoredModel } from '../../models/store/model-store.js';
import { readSparseMatrix, writeSparseMatrix } from '../../models/store/sparse-matrix-file.js';
import type { TextEncoding } from '../../models/text/text-encoding.js';
import type { Json } from '../../models/training/training-log.js';
import type { FittedModels } from '../fitted-models.js';
import { FEATURE_COUNT, FEATURE_NAMES } from '../ranking/features.js';
import { EncodedItems } from '../search/encoded-items.js';
import { filesOfItems, itemsOfFiles, type StoredEncoder, storedFile } from '../search/encoded-items-files.js';
import { renumbering, renumberMatrix, renumberVectors } from './renumber.js';

/** The name under which a fit lies in the model store. */
export const FIT_NAME = 'recommender';
export const RANKER_FILE = 'ranker.onnx';
const MATRICES = ['coOccurrence', 'regression', 'knowledge', 'textSimilarity'] as const;

/** Fitted models without the ranker, whose session is opened by the caller. */
export type StoredFit = Omit<FittedModels, 'version' | 'fittedAtVersion' | 'ranker'> & {
  readonly semantic: EncodedItems | null;
};

const exponents = { itemExponent: z.number(), userExponent: z.number(), popularityExponent: z.number() };
const weightsByName = z.array(z.tuple([z.string(), z.number()]));
const settingsSchema = z.object({
  featureNames: z.array(z.string()),
  walk: z.object(exponents),
  neighbours: z.object({ neighbours: z.number(), ...exponents }),
  knowledge: z.object({
    relationWeights: weightsByName,
    defaultWeight: z.number(),
    entityExponent: z.number(),
    targetExponent: z.number(),
    hopWeight: z.number(),
    maxEntityDegree: z.number(),
  }),
  situation: z.object({ own: weightsByName, scene: z.number(), same: z.number(), people: weightsByName }),
  factors: z
    .object({
      embeddingSize: z.number(),
      regularisation: z.number(),
      regularisationExponent: z.number(),
      unobservedWeight: z.number(),
    })
    .nullable(),
  encoderSize: z.number(),
  /** Fits of earlier versions do not name it; theirs is the catalogue's own. */
  encoderVersion: z.string().nullable().default(null),
  seesMedia: z.boolean().default(false),
});

/** What the model store has to keep of a fit, with item and user ids, because numbers change between starts. */
export function filesOfFit(
  projection: Projection,
  fit: StoredFit,
  ranker: Uint8Array | null,
  facts: Pick<ModelToSave, 'dataFingerprint' | 'metrics'>,
): ModelToSave {
  const files = new Map<string, Uint8Array>([
    ['items.json', idsOf(projection.items.size, (n) => projection.items.idOf(n))],
    ['users.json', idsOf(projection.users.size, (n) => projection.users.idOf(n))],
  ]);
  for (const name of MATRICES) {
    const matrix = fit[name];
    if (matrix !== null) files.set(`${name}.bin`, writeSparseMatrix(matrix));
  }
  if (fit.factors !== null) {
    files.set('item-factors.bin', bytesOf(fit.factors.itemFactors));
    files.set('user-factors.bin', bytesOf(fit.factors.userFactors));
  }
  if (fit.semantic !== null) for (const [name, bytes] of filesOfItems(fit.semantic)) files.set(name, bytes);
  if (ranker !== null) files.set(RANKER_FILE, ranker);
  return {
    name: FIT_NAME,
    files,
    ...facts,
    hyperParameters: {
      featureNames: [...FEATURE_NAMES],
      walk: { ...fit.walk },
      neighbours: { ...fit.neighbours },
      knowledge: { ...fit.knowledgeSettings, relationWeights: [...fit.knowledgeSettings.relationWeights] },
      situation: {
        own: [...fit.situation.own],
        scene: fit.situation.scene,
        same: fit.situation.same,
        people: [...fit.situation.people],
      },
      factors: fit.factors === null ? null : { ...fit.factors.settings },
      encoderSize: fit.semantic?.encoding.size ?? 0,
      encoderVersion: fit.semantic?.encoding.version ?? null,
      seesMedia: fit.seesMedia,
    },
    inputs: [{ name: 'features', dimensions: ['rows', FEATURE_COUNT] }],
    outputs: [
      { name: 'score', dimensions: ['rows'] },
      { name: 'linear', dimensions: ['rows', FEATURE_COUNT] },
    ],
  };
}

/** The settings of a stored fit, by name. */
export function settingsOf({ hyperParameters }: Pick<ModelManifest, 'hyperParameters'>): Record<string, Json> {
  return z.record(z.string(), z.json()).parse(hyperParameters);
}

/**
 * Reads a stored fit for a projection. Its item vectors are left out when another encoder than the given one has made
 * them, or an encoder that is not given: vectors of two encoders must not be compared. A fit whose features are
 * not those of this version is a MODEL_INVALID error.
 */
export function readFit(stored: StoredModel, projection: Projection, encoding: TextEncoding | null): StoredFit {
  const { manifest, files } = stored;
  const parsed = settingsSchema.safeParse(manifest.hyperParameters);
  if (!parsed.success || parsed.data.featureNames.join() !== FEATURE_NAMES.join()) {
    throw new IsthmusError(
      'MODEL_INVALID',
      `The models ${manifest.version} were fitted by another version of Isthmus. Fit them again with "isthmus train".`,
    );
  }
  const settings = parsed.data;
  const need = (name: string) => storedFile(stored, name);
  const items = renumbering(parseIds(need('items.json')), projection.items);
  const users = renumbering(parseIds(need('users.json')), projection.users);
  const matrix = (name: (typeof MATRICES)[number]): SparseMatrix | null => {
    const bytes = files.get(`${name}.bin`);
    if (bytes === undefined) return null;
    const read = readSparseMatrix(bytes);
    return items === null ? read : renumberMatrix(read, items, projection.items.size);
  };
  const vectors = (name: string, width: number, numbers: Int32Array | null, size: number): Float32Array => {
    const read = float32Of(need(name));
    return numbers === null ? read : renumberVectors(read, width, numbers, size);
  };
  const { factors, knowledge, situation } = settings;
  return {
    coOccurrence: matrix('coOccurrence'),
    walk: settings.walk,
    neighbours: settings.neighbours,
    regression: matrix('regression'),
    knowledge: matrix('knowledge'),
    knowledgeSettings: { ...knowledge, relationWeights: new Map(knowledge.relationWeights) },
    situation: { ...situation, own: new Map(situation.own), people: new Map(situation.people) },
    factors:
      factors === null
        ? null
        : new FactorModel(
            factors,
            vectors('item-factors.bin', factors.embeddingSize, items, projection.items.size),
            vectors('user-factors.bin', factors.embeddingSize, users, projection.users.size),
          ),
    textSimilarity: matrix('textSimilarity'),
    seesMedia: settings.seesMedia,
    semantic: renumbered(itemsOfFiles(stored, encoderOf(settings), encoding), items, projection.items.size),
  };
}

function encoderOf({ encoderSize, encoderVersion }: z.output<typeof settingsSchema>): StoredEncoder {
  return { size: encoderSize, version: encoderVersion };
}

function renumbered(stored: EncodedItems | null, numbers: Int32Array | null, size: number): EncodedItems | null {
  if (stored === null || numbers === null) return stored;
  const { encoding, vectors } = stored;
  return new EncodedItems(encoding, renumberVectors(vectors, encoding.size, numbers, size));
}

function idsOf(count: number, idOf: (number: number) => string): Uint8Array {
  return Buffer.from(JSON.stringify(Array.from({ length: count }, (_, number) => idOf(number))));
}

function parseIds(bytes: Uint8Array): string[] {
  return z.array(z.string()).parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
}

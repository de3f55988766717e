import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import type { Projection } from '../../graph/projection/projection.js';
import { fitCoOccurrence } from '../../models/collaborative/co-occurrence.js';
import { MAX_EASE_ITEMS } from '../../models/factors/ease.js';
import { fitImplicitAls } from '../../models/factors/implicit-als.js';
import type { MatrixInverse } from '../../models/onnx/matrix-inverse.js';
import { addMatrices } from '../../models/sparse/add-matrices.js';
import { strongestEntries } from '../../models/sparse/strongest-entries.js';
import { nearestVectors } from '../../models/text/nearest-vectors.js';
import { TextEncoder } from '../../models/text/text-encoder.js';
import type { TextEncoding } from '../../models/text/text-encoding.js';
import { fitTextSimilarity } from '../../models/text/text-similarity.js';
import { toUnitLength } from '../../models/text/unit-length.js';
import type { FittedModels } from '../fitted-models.js';
import { EncodedItems } from '../search/encoded-items.js';
import { itemTexts } from './item-texts.js';
import type { ModelSettings } from './model-settings.js';
import { fitKnowledge } from './tune-knowledge.js';
import { fitRegression } from './tune-regression.js';

/** The part of the fitted models that the channels use; the ranker is learned on top of it. */
export type ChannelModels = Pick<
  FittedModels,
  | 'coOccurrence'
  | 'walk'
  | 'neighbours'
  | 'regression'
  | 'knowledge'
  | 'knowledgeSettings'
  | 'situation'
  | 'factors'
  | 'textSimilarity'
>;

/** Entries that all rows of an item-item matrix hold together at most, which bounds its memory to 64 MB. */
const MAX_MATRIX_ENTRIES = 8_000_000;
const MAX_ROW_ENTRIES = 1_500;
/**
 * What a row of the knowledge and the text channel serves with. The rest of a row is faint, but a request would read
 * all of it; it changed NDCG@20 on validation pairs of lastfm by less than a hundredth of it.
 */
const SERVED_ROW_ENTRIES = 400;
/** Likenesses of vectors beyond the nearest items are noise. */
const VECTOR_ROW_ENTRIES = 200;
/**
 * What the likeness of vectors counts beside that of words. By texts alone with a small sentence-transformer, NDCG@20 is
 * .167 by words, .113 by vectors and .177 by both on lastfm, .071, .027 and .073 on movielens-1m; with a third instead
 * of a tenth it is less than by words.
 */
const VECTOR_WEIGHT = 0.1;

/** How many entries a row may keep, so that the whole matrix stays within its bound. */
export function rowBound(itemCount: number): number {
  return Math.max(50, Math.min(MAX_ROW_ENTRIES, Math.floor(MAX_MATRIX_ENTRIES / Math.max(1, itemCount))));
}

/** True when the catalogue is small enough for the dense inverse that EASE needs. */
export function isRegressionFeasible(projection: Projection): boolean {
  return projection.items.size > 0 && projection.items.size <= MAX_EASE_ITEMS;
}

/** The similarity of item texts; it does not depend on what users did. */
export function fitTexts(projection: Projection): SparseMatrix {
  return fitTextSimilarity(itemTexts(projection), {
    neighbours: rowBound(projection.items.size),
    maxDocumentShare: 0.3,
  });
}

/**
 * How alike items are: the words of their texts, and, where items have vectors that know more than words, what these
 * say. Neither replaces the other: names and rare words are what vectors forget.
 */
export async function fitLikeness(
  projection: Projection,
  items: EncodedItems | null,
  signal: AbortSignal | undefined,
): Promise<SparseMatrix> {
  const words = fitTexts(projection);
  if (items === null) return words;
  const bound = rowBound(projection.items.size);
  const neighbours = Math.min(VECTOR_ROW_ENTRIES, bound);
  const vectors = toUnitLength(Float32Array.from(items.vectors), items.width);
  const nearest = await nearestVectors(vectors, items.width, { neighbours, signal });
  return addMatrices(words, nearest, VECTOR_WEIGHT, bound);
}

/** Every item's vector by an encoder of somebody's own. */
export function encodeItems(
  projection: Projection,
  encoding: TextEncoding,
  signal: AbortSignal | undefined,
): Promise<EncodedItems> {
  return EncodedItems.encode(encoding, itemTexts(projection), signal);
}

/** An encoder that is learned from the catalogue itself, and every item's vector. */
export function fitSemantic(projection: Projection): EncodedItems {
  const texts = itemTexts(projection);
  return EncodedItems.fit(TextEncoder.fit(texts), texts);
}

/** Fits every channel's model with given settings. */
export async function fitChannels(
  projection: Projection,
  settings: ModelSettings,
  textSimilarity: SparseMatrix,
  invert: MatrixInverse,
): Promise<ChannelModels> {
  const { userItems, itemUsers } = projection;
  const neighbours = rowBound(projection.items.size);
  const knowledge = fitKnowledge(projection, settings.knowledge, neighbours);
  return {
    coOccurrence: fitCoOccurrence(userItems, itemUsers, {
      userExponent: settings.walk.exponents.userExponent,
      popularityExponent: settings.walk.exponents.popularityExponent,
      neighbours: Math.min(neighbours, settings.walk.rowEntries),
    }),
    walk: settings.walk.exponents,
    neighbours: settings.neighbours,
    regression:
      settings.regression === null
        ? null
        : await fitRegression(projection, settings.regression, { knowledge, text: textSimilarity }, invert),
    knowledge: strongestEntries(knowledge, SERVED_ROW_ENTRIES),
    knowledgeSettings: settings.knowledge,
    situation: settings.situation,
    factors: userItems.entryCount === 0 ? null : fitImplicitAls(userItems, itemUsers, settings.factors),
    textSimilarity: strongestEntries(textSimilarity, SERVED_ROW_ENTRIES),
  };
}

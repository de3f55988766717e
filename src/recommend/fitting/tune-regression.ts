import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import type { Projection } from '../../graph/projection/projection.js';
import { scoreRows } from '../../models/collaborative/score-walk.js';
import { type EaseConfig, fitEase } from '../../models/factors/ease.js';
import type { MatrixInverse } from '../../models/onnx/matrix-inverse.js';
import { DegreePowers } from '../../models/sparse/degree-powers.js';
import { degreesOf } from '../../models/sparse/matrix-shape.js';
import type { ValidationSet } from './validation-set.js';

/** What EASE is fitted with: its own settings and what each kind of side similarity counts, in co-occurrences. */
export interface RegressionSettings {
  readonly ease: EaseConfig;
  readonly knowledgeWeight: number;
  readonly textWeight: number;
}

/** What is known of items besides their users. */
export interface SideSimilarities {
  readonly knowledge: SparseMatrix;
  readonly text: SparseMatrix;
}

/** Discounts of heavy users (b) and of popular items (p) that are compared. */
const DISCOUNTS = [
  { userExponent: 0.5, popularityRegularisation: 1 },
  { userExponent: 0.7, popularityRegularisation: 1 },
  { userExponent: 0.25, popularityRegularisation: 0.3 },
] as const;
/** λ as multiples of the mean co-occurrence of an item with itself, so that they suit small and dense sets alike. */
const FIRST_REGULARISATION = 3;
const REGULARISATION_STEPS = [0.4, 2.5];
/** What side information counts, as shares of λ. */
const SIDE_SHARES = [0.03, 0.1];
/** A catalogue of this size takes so long for each inverse that only the settings that suit most sets are compared. */
const LARGE_CATALOGUE = 5_000;
const NEIGHBOURS = 400;

/**
 * Finds EASE's settings one after another, each kept only while it helps on the validation users: the discounts of
 * heavy users and popular items, λ, what the knowledge walk counts, and what the texts count.
 */
export async function tuneRegression(
  set: ValidationSet,
  sides: SideSimilarities,
  invert: MatrixInverse,
): Promise<RegressionSettings> {
  const { userItems, items } = set.training;
  const isLarge = items.size > LARGE_CATALOGUE;
  let best: RegressionSettings | null = null;
  let reached = -1;
  /** True when the settings are better than all before them. */
  const attempt = async (settings: RegressionSettings): Promise<boolean> => {
    const weights = await fitRegression(set.training, settings, sides, invert);
    const accuracy = set.ndcg((history, into) => scoreRows(weights, history, into));
    if (accuracy <= reached) return false;
    reached = accuracy;
    best = settings;
    return true;
  };
  const current = (): RegressionSettings => best ?? plainSettings(userItems, items.size, DISCOUNTS[0]);

  for (const discounts of isLarge ? DISCOUNTS.slice(0, 1) : DISCOUNTS) {
    await attempt(plainSettings(userItems, items.size, discounts));
  }
  for (const step of REGULARISATION_STEPS) {
    const { ease } = current();
    const helped = await attempt({ ...current(), ease: { ...ease, regularisation: step * ease.regularisation } });
    if (helped) break;
  }
  const { regularisation } = current().ease;
  for (const side of ['knowledgeWeight', 'textWeight'] as const) {
    for (const share of isLarge ? SIDE_SHARES.slice(0, 1) : SIDE_SHARES) {
      if (!(await attempt({ ...current(), [side]: share * regularisation }))) break;
    }
  }
  return current();
}

/** Fits EASE over all items of a projection. */
export function fitRegression(
  projection: Projection,
  { ease, knowledgeWeight, textWeight }: RegressionSettings,
  { knowledge, text }: SideSimilarities,
  invert: MatrixInverse,
): Promise<SparseMatrix> {
  const sides = [
    { similarity: knowledge, weight: knowledgeWeight },
    { similarity: text, weight: textWeight },
  ];
  return fitEase(projection.userItems, projection.items.size, ease, sides, invert);
}

function plainSettings(
  userItems: SparseMatrix,
  itemCount: number,
  discounts: Pick<EaseConfig, 'userExponent' | 'popularityRegularisation'>,
): RegressionSettings {
  const regularisation = FIRST_REGULARISATION * meanSelfCoOccurrence(userItems, itemCount, discounts.userExponent);
  return { ease: { ...discounts, regularisation, neighbours: NEIGHBOURS }, knowledgeWeight: 0, textWeight: 0 };
}

/** The mean diagonal of Xᵀ D_u^-b X. */
function meanSelfCoOccurrence(userItems: SparseMatrix, itemCount: number, userExponent: number): number {
  const powers = new DegreePowers(userExponent).ofAll(degreesOf(userItems));
  let sum = 0;
  for (let user = 0; user < userItems.rowCount; user++) {
    for (let k = userItems.starts[user]; k < userItems.ends[user]; k++) {
      sum += powers[user] * userItems.weights[k] ** 2;
    }
  }
  return Math.max(1e-6, sum / Math.max(1, itemCount));
}

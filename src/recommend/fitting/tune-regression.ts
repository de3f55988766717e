import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import type { Projection } from '../../graph/projection/projection.js';
import { scoreRows } from '../../models/collaborative/score-walk.js';
import { type EaseConfig, fitEase } from '../../models/factors/ease.js';
import type { MatrixInverse } from '../../models/onnx/matrix-inverse.js';
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

/** EASE's strength of regularisation grows with the data; these steps cover small and dense sets. */
const REGULARISATIONS = [30, 100, 300, 1000, 3000];
/** What side information counts, as shares of the regularisation. */
const SIDE_SHARES = [0.1, 0.3];
const NEIGHBOURS = 400;

/** Finds EASE's regularisation by walking up the ladder while it helps, then the weight of the side similarities. */
export async function tuneRegression(
  set: ValidationSet,
  sides: SideSimilarities,
  invert: MatrixInverse,
): Promise<RegressionSettings> {
  const accuracyOf = async (settings: RegressionSettings): Promise<number> => {
    const weights = await fitRegression(set.training, settings, sides, invert);
    return set.ndcg((history, into) => scoreRows(weights, history, into));
  };
  let best = settingsWith(REGULARISATIONS[0], 0);
  let reached = -1;
  for (const regularisation of REGULARISATIONS) {
    const settings = settingsWith(regularisation, 0);
    const accuracy = await accuracyOf(settings);
    if (accuracy <= reached) break;
    reached = accuracy;
    best = settings;
  }
  const { regularisation } = best.ease;
  for (const share of SIDE_SHARES) {
    const settings = settingsWith(regularisation, share);
    const accuracy = await accuracyOf(settings);
    if (accuracy <= reached) break;
    reached = accuracy;
    best = settings;
  }
  return best;
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

function settingsWith(regularisation: number, sideShare: number): RegressionSettings {
  return {
    ease: { userExponent: 0, regularisation, popularityRegularisation: 0, neighbours: NEIGHBOURS },
    knowledgeWeight: sideShare * regularisation,
    textWeight: sideShare * regularisation,
  };
}

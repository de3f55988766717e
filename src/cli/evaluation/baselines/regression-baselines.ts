import { z } from 'zod';
import type { SparseMatrix } from '../../../domain/sparse-matrix.js';
import { ItemRegression } from '../../../models/baselines/item-regression.js';
import { MAX_EASE_ITEMS, type SideSimilarity } from '../../../models/factors/ease.js';
import { invertMatrix } from '../../../models/onnx/matrix-inverse.js';
import { DEFAULT_KNOWLEDGE } from '../../../recommend/fitted-models.js';
import { fitTexts, rowBound } from '../../../recommend/fitting/fit-channels.js';
import { fitKnowledge } from '../../../recommend/fitting/tune-knowledge.js';
import { type SideSimilarities, tuneRegression } from '../../../recommend/fitting/tune-regression.js';
import { type BaselineData, defineBaseline, numberFrom, type Tuning, wholeNumber } from './baseline.js';

/** Rows are kept whole for up to 4,000 items; pruned to 400 entries they lose half a percent (models/factors/ease.ts). */
const MAX_ENTRIES = 16_000_000;
const NO_SIMILARITY: SparseMatrix = {
  rowCount: 0,
  columnCount: 0,
  starts: new Int32Array(0),
  ends: new Int32Array(0),
  targets: new Int32Array(0),
  weights: new Float32Array(0),
};

const SETTINGS = {
  regularisation: z.union([z.literal('usual'), z.coerce.number().positive()]).default('usual'),
  popularityRegularisation: numberFrom(0).default(0),
  userExponent: z.coerce.number().default(0),
  neighbours: wholeNumber(1).default(MAX_EASE_ITEMS),
};
const PLAIN_SETTINGS = z.strictObject(SETTINGS);
type EaseSettings = z.infer<typeof PLAIN_SETTINGS>;

/** EASE on what users took alone. */
export const regression = defineBaseline({
  name: 'ease',
  settings: PLAIN_SETTINGS,
  refusal,
  fit: async (data, settings) => ({ ranks: await fitModel(data, settings, []), rates: null }),
  tune: async ({ set }) => {
    const { ease } = await tuneRegression(set, { knowledge: NO_SIMILARITY, text: NO_SIMILARITY }, invertMatrix);
    return { regularisation: ease.regularisation };
  },
});

/** EASE that also knows the facts and the texts of items; what they weigh is given in shares of λ. */
export const regressionWithSides = defineBaseline({
  name: 'ease-side',
  settings: z.strictObject({
    ...SETTINGS,
    knowledgeShare: numberFrom(0).default(0.03),
    textShare: numberFrom(0).default(0.03),
  }),
  refusal,
  fit: async (data, settings) => {
    const lambda = regularisationOf(data, settings);
    const { knowledge, text } = sidesOf(data);
    const sides = [
      { similarity: knowledge, weight: settings.knowledgeShare * lambda },
      { similarity: text, weight: settings.textShare * lambda },
    ];
    return { ranks: await fitModel(data, settings, sides), rates: null };
  },
  tune: async ({ set, data }: Tuning) => {
    const { ease, knowledgeWeight, textWeight } = await tuneRegression(set, sidesOf(data), invertMatrix);
    return {
      regularisation: ease.regularisation,
      knowledgeShare: knowledgeWeight / ease.regularisation,
      textShare: textWeight / ease.regularisation,
    };
  },
});

function refusal({ projection }: BaselineData): string | null {
  const itemCount = projection.items.size;
  return itemCount > MAX_EASE_ITEMS ? `it inverts a matrix of at most ${MAX_EASE_ITEMS} items, not ${itemCount}` : null;
}

function fitModel(
  data: BaselineData,
  { userExponent, popularityRegularisation, neighbours, regularisation }: EaseSettings,
  sides: readonly SideSimilarity[],
): Promise<ItemRegression> {
  const itemCount = data.projection.items.size;
  const config = {
    userExponent,
    popularityRegularisation,
    regularisation: regularisationOf(data, { regularisation }),
    neighbours: Math.min(neighbours, Math.ceil(MAX_ENTRIES / Math.max(1, itemCount))),
  };
  return ItemRegression.fit(data.projection, itemCount, config, sides, invertMatrix);
}

function regularisationOf(
  { projection }: BaselineData,
  { regularisation }: Pick<EaseSettings, 'regularisation'>,
): number {
  if (typeof regularisation === 'number') return regularisation;
  return ItemRegression.usualRegularisation(projection, projection.items.size);
}

function sidesOf({ projection }: BaselineData): SideSimilarities {
  return {
    knowledge: fitKnowledge(projection, DEFAULT_KNOWLEDGE, rowBound(projection.items.size)),
    text: fitTexts(projection),
  };
}

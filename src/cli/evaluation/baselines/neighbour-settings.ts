import { z } from 'zod';
import type { NeighbourConfig } from '../../../models/baselines/item-neighbours.js';
import { SIMILARITY_KINDS } from '../../../models/baselines/row-similarity.js';
import { coordinateSearch } from '../../../recommend/fitting/coordinate-search.js';
import { numberFrom, wholeNumber } from './baseline.js';

const SPACE = {
  neighbours: { from: 5, to: 500, isWhole: true },
  shrinkage: { from: 0, to: 100 },
};

/** The settings of a baseline that compares rows, and what they usually are. */
export function neighbourSettings(usual: NeighbourConfig) {
  return z.strictObject({
    similarity: z.enum(SIMILARITY_KINDS).default(usual.similarity),
    neighbours: wholeNumber(1).default(usual.neighbours),
    shrinkage: numberFrom(0).default(usual.shrinkage),
  });
}

/** Searches how many neighbours count and how much their similarity shrinks, for every kind of similarity alike. */
export function searchNeighbours(
  start: NeighbourConfig,
  evaluate: (config: NeighbourConfig) => number,
  { trials, seed }: { readonly trials: number; readonly seed: number },
): NeighbourConfig {
  let best = start;
  let reached = Number.NEGATIVE_INFINITY;
  for (const similarity of SIMILARITY_KINDS) {
    const result = coordinateSearch(
      SPACE,
      { neighbours: start.neighbours, shrinkage: start.shrinkage },
      (point) => evaluate({ similarity, ...point }),
      { trials: Math.ceil(trials / SIMILARITY_KINDS.length), seed },
    );
    if (result.score <= reached) continue;
    reached = result.score;
    best = { similarity, ...result.best };
  }
  return best;
}

import type { SparseMatrix } from '../domain/sparse-matrix.js';
import type { FactorModel } from '../models/factors/factor-model.js';
import { PriorRanker } from './ranking/prior-ranker.js';
import type { Ranker } from './ranking/ranker.js';
import type { SemanticIndex } from './search/semantic-index.js';
import { DEFAULT_SITUATION, type SituationSettings } from './situation-settings.js';

/** The discounts of the collaborative walk: d_i^-a of the liked item, d_v^-b of the user between, d_j^-c of the end. */
export interface WalkExponents {
  readonly itemExponent: number;
  readonly userExponent: number;
  readonly popularityExponent: number;
}

/** The discounts of the walk through the most similar users, and how many of them it passes. */
export interface NeighbourSettings {
  readonly neighbours: number;
  readonly itemExponent: number;
  readonly userExponent: number;
  readonly popularityExponent: number;
}

/** How the knowledge walk weighs relations and entities; the same values the similarity matrix was fitted with. */
export interface KnowledgeSettings {
  /** By layer key, such as `Item|DIRECTED_BY|Entity`. */
  readonly relationWeights: ReadonlyMap<string, number>;
  /** The weight of a layer that `relationWeights` does not name, such as one that came after the fit. */
  readonly defaultWeight: number;
  readonly entityExponent: number;
  readonly targetExponent: number;
  /** How much a path item -> entity -> entity -> item counts beside one through a single entity. */
  readonly hopWeight: number;
  /** Entities with more items than this are passed over. */
  readonly maxEntityDegree: number;
}

/**
 * Everything that fitting has learned, as one immutable value that is swapped as a whole. Rows and columns are the
 * projection's item numbers; rows are sorted by column. Items newer than the fit have no row, and the channels
 * walk the projection for them.
 */
export interface FittedModels {
  /** Names the fit in answers and tokens. */
  readonly version: string;
  /** The projection's version that the models were fitted on. */
  readonly fittedAtVersion: number;
  /** Σ_v x_vi x_vj d_v^-b, the strongest entries a row (models/collaborative/co-occurrence.ts). */
  readonly coOccurrence: SparseMatrix | null;
  readonly walk: WalkExponents;
  readonly neighbours: NeighbourSettings;
  /** Item-item regression weights (EASE); may hold negative entries. */
  readonly regression: SparseMatrix | null;
  readonly knowledge: SparseMatrix | null;
  readonly knowledgeSettings: KnowledgeSettings;
  readonly situation: SituationSettings;
  readonly factors: FactorModel | null;
  /** How alike items are by their texts, and by their images and sounds where they have any; the strongest entries a row. */
  readonly textSimilarity: SparseMatrix | null;
  /** Whether `textSimilarity` knows images or sounds, so that it cannot be said to rest on descriptions. */
  readonly seesMedia: boolean;
  /** Finds items by the meaning of a text. */
  readonly semantic: SemanticIndex | null;
  readonly ranker: Ranker;
}

/** The middle of the ranges that tuning searches (ALGORITHMS: three exponents, neighbours). */
export const DEFAULT_WALK: WalkExponents = { itemExponent: 0.8, userExponent: 0.5, popularityExponent: 0.4 };
export const DEFAULT_NEIGHBOURS: NeighbourSettings = {
  neighbours: 250,
  itemExponent: 0.5,
  userExponent: 0.45,
  popularityExponent: 0.2,
};
export const DEFAULT_KNOWLEDGE: KnowledgeSettings = {
  relationWeights: new Map(),
  defaultWeight: 1,
  entityExponent: 0.85,
  targetExponent: 0.4,
  hopWeight: 0.2,
  maxEntityDegree: 2000,
};

/** Facets count once something was learned about them; of a scene an own event counts more from the first. */

/** What serves before anything was fitted: exact walks over the projection and the prior blend. */
export const UNFITTED_MODELS: FittedModels = {
  version: 'unfitted',
  fittedAtVersion: 0,
  coOccurrence: null,
  walk: DEFAULT_WALK,
  neighbours: DEFAULT_NEIGHBOURS,
  regression: null,
  knowledge: null,
  knowledgeSettings: DEFAULT_KNOWLEDGE,
  situation: DEFAULT_SITUATION,
  factors: null,
  textSimilarity: null,
  seesMedia: false,
  semantic: null,
  ranker: new PriorRanker(),
};

import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import type { Projection } from '../../graph/projection/projection.js';
import { scoreRows } from '../../models/collaborative/score-walk.js';
import { fitItemSimilarity } from '../../models/knowledge/item-similarity.js';
import { knowledgeLayers } from '../candidates/knowledge-layers.js';
import { DEFAULT_KNOWLEDGE, type KnowledgeSettings } from '../fitted-models.js';
import type { ValidationSet } from './validation-set.js';

/** Row entries of the matrices that are only compared with each other. */
const TRIAL_NEIGHBOURS = 300;
/** What an item-item fact such as BASED_ON counts, beside similarities that lie between 0 and 1. */
const DIRECT_WEIGHT = 1;
/** What a relation counts that comes after the fit. */
const NEW_RELATION_WEIGHT = 0.5;

const CONTRASTS = [1, 2, 4];
const ENTITY_EXPONENTS = [0.5, 0.85, 1.2];
const TARGET_EXPONENTS = [0.05, 0.25, 0.45];

/**
 * Finds what each relation is worth, and how much common entities and items with many facts are discounted. A
 * relation's weight is its own accuracy on the validation users, relative to the best relation, to a power that is
 * searched; so a relation that tells nothing ends near 0 without a search over all of them together.
 */
export function tuneKnowledge(set: ValidationSet): KnowledgeSettings {
  const layers = knowledgeLayers(set.training);
  const accuracies = new Map<string, number>();
  for (const { key } of layers.entities) accuracies.set(key, accuracyOf(set, withWeights(new Map([[key, 1]]))));
  const best = Math.max(...accuracies.values(), 0);
  if (best === 0) return DEFAULT_KNOWLEDGE;
  const weightsFor = (contrast: number): Map<string, number> => {
    const weights = new Map<string, number>();
    for (const [key, accuracy] of accuracies) weights.set(key, (accuracy / best) ** contrast);
    for (const { key } of layers.items) weights.set(key, DIRECT_WEIGHT);
    return weights;
  };

  let settings = withWeights(weightsFor(CONTRASTS[0]));
  let reached = accuracyOf(set, settings);
  const attempt = (candidate: KnowledgeSettings): void => {
    const accuracy = accuracyOf(set, candidate);
    if (accuracy <= reached) return;
    reached = accuracy;
    settings = candidate;
  };
  for (const contrast of CONTRASTS.slice(1)) attempt({ ...settings, relationWeights: weightsFor(contrast) });
  for (const entityExponent of ENTITY_EXPONENTS) attempt({ ...settings, entityExponent });
  for (const targetExponent of TARGET_EXPONENTS) attempt({ ...settings, targetExponent });
  return { ...settings, defaultWeight: NEW_RELATION_WEIGHT };
}

/** The item-item matrix of the knowledge walk over all relations of a projection. */
export function fitKnowledge(projection: Projection, settings: KnowledgeSettings, neighbours: number): SparseMatrix {
  const layers = knowledgeLayers(projection);
  const weightOf = (key: string) => settings.relationWeights.get(key) ?? settings.defaultWeight;
  return fitItemSimilarity(
    projection.items.size,
    layers.entities.map(({ key, itemEntities, entityItems }) => ({ itemEntities, entityItems, weight: weightOf(key) })),
    layers.items.map(({ key, rows }) => ({ itemItems: rows, weight: weightOf(key) })),
    {
      entityExponent: settings.entityExponent,
      targetExponent: settings.targetExponent,
      neighbours,
      maxEntityDegree: settings.maxEntityDegree,
    },
  );
}

function accuracyOf(set: ValidationSet, settings: KnowledgeSettings): number {
  const matrix = fitKnowledge(set.training, settings, TRIAL_NEIGHBOURS);
  return set.ndcg((history, into) => scoreRows(matrix, history, into));
}

/** Relations that are not named count nothing, so that one can be judged alone. */
function withWeights(relationWeights: ReadonlyMap<string, number>): KnowledgeSettings {
  return { ...DEFAULT_KNOWLEDGE, relationWeights, defaultWeight: 0 };
}

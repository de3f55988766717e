import type { SparseMatrix } from '../../src/domain/sparse-matrix.js';
import type { Projection } from '../../src/graph/projection/projection.js';
import { DEFAULT_KNOWLEDGE } from '../../src/recommend/fitted-models.js';
import { fitKnowledge } from '../../src/recommend/fitting/tune-knowledge.js';

/** The knowledge walk's matrix with the default settings, not pruned. */
export function fittedKnowledge(projection: Projection): SparseMatrix {
  return fitKnowledge(projection, DEFAULT_KNOWLEDGE, projection.items.size);
}

/** The matrix with every third weight negative, as regression gives them. */
export function mixedSigns(matrix: SparseMatrix): SparseMatrix {
  return { ...matrix, weights: matrix.weights.map((weight, k) => (k % 3 === 0 ? -weight : weight)) };
}

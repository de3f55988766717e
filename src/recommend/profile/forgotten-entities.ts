import type { PathNode, PathStep } from '../../domain/explanation.js';
import type { Projection } from '../../graph/projection/projection.js';
import { knowledgeLayers } from '../candidates/knowledge-layers.js';

/** How many standard deviations of the candidates' scores an item loses by something that the user wants forgotten. */
const LOSS = 1;
const NONE: ReadonlySet<number> = new Set();

/**
 * The entities that are not to count for a user: those preferred with the weight 0. It is an edge like any other, so
 * that it is durable, reaches every replica by the change feed, and is taken back by a preference above 0.
 */
export function forgottenEntities(projection: Projection, user: number): ReadonlySet<number> {
  const prefers = projection.layer('User', 'PREFERS', 'Entity')?.forward;
  if (prefers === undefined || user < 0 || user >= prefers.rowCount) return NONE;
  let found: Set<number> | null = null;
  for (let k = prefers.starts[user]; k < prefers.ends[user]; k++) {
    if (prefers.weights[k] > 0) continue;
    found ??= new Set();
    found.add(prefers.targets[k]);
  }
  return found ?? NONE;
}

/**
 * Takes from the score of every item that has something forgotten. What other people like together with it would
 * bring it back otherwise, since the models know nothing of a single user's wish.
 */
export function lowerForgotten(
  projection: Projection,
  user: number,
  items: ArrayLike<number>,
  scores: Float32Array,
): Float32Array {
  const forgotten = forgottenEntities(projection, user);
  if (forgotten.size === 0) return scores;
  const touched = itemsWith(projection, forgotten);
  const loss = LOSS * standardDeviation(scores);
  return scores.map((score, row) => (touched.has(items[row]) ? score - loss : score));
}

/** Whether a path leads through something that the user wants forgotten. */
export function leadsThrough(
  steps: readonly PathStep[],
  forgotten: ReadonlySet<number>,
  projection: Projection,
): boolean {
  const isForgotten = (end: PathNode) =>
    end.type === 'node' && end.node.type === 'Entity' && forgotten.has(projection.entities.indexOf(end.node.id));
  return forgotten.size > 0 && steps.some(({ from, to }) => isForgotten(from) || isForgotten(to));
}

function itemsWith(projection: Projection, entities: ReadonlySet<number>): ReadonlySet<number> {
  const items = new Set<number>();
  for (const { entityItems } of knowledgeLayers(projection).entities) {
    for (const entity of entities) {
      if (entity >= entityItems.rowCount) continue;
      for (let k = entityItems.starts[entity]; k < entityItems.ends[entity]; k++) items.add(entityItems.targets[k]);
    }
  }
  return items;
}

function standardDeviation(scores: Float32Array): number {
  const finite = scores.filter((score) => Number.isFinite(score));
  if (finite.length === 0) return 0;
  const mean = finite.reduce((sum, score) => sum + score, 0) / finite.length;
  return Math.sqrt(finite.reduce((sum, score) => sum + (score - mean) ** 2, 0) / finite.length);
}

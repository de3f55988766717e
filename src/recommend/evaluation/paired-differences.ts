import type { QueryFigures } from './evaluation-task.js';

/**
 * One metric of the same queries answered twice, first − second, query by query. The interval of their mean is far
 * narrower than those of the two means, because queries differ more from each other than two answers to one query do.
 */
export function pairedDifferences(
  first: readonly QueryFigures[],
  second: readonly QueryFigures[],
  metric: string,
): number[] {
  return first.map((figures, query) => figures[metric] - second[query][metric]);
}

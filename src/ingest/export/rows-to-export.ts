import type { GraphCounts } from '../../graph/graph-reader.js';

/** About how many rows an export of a graph has, for a progress bar. */
export function rowsToExport({ nodes, interactions, relations }: GraphCounts): number {
  const nodeCount = Object.values(nodes).reduce((sum, count) => sum + count, 0);
  return nodeCount + interactions + Object.values(relations).reduce((sum, count) => sum + count, 0);
}

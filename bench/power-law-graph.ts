import type { SparseMatrix } from '../src/domain/sparse-matrix.js';
import { SparseRows } from '../src/models/sparse/sparse-rows.js';

export const USERS = 5_000;
export const ITEMS = 5_000;
export const EDGES = 500_000;

/** A bipartite graph whose degrees follow a power law on both sides; 500,000 different edges. */
export function powerLawGraph(random: () => number): SparseMatrix {
  const taken = Array.from({ length: USERS }, () => new Set<number>());
  for (let edges = 0; edges < EDGES; ) {
    const items = taken[Math.floor(USERS * random() ** 1.5)];
    const before = items.size;
    items.add(Math.floor(ITEMS * random() ** 3));
    edges += items.size - before;
  }
  const rows = new SparseRows(USERS, ITEMS, EDGES);
  for (const items of taken) {
    for (const item of [...items].sort((a, b) => a - b)) rows.add(item, 1);
    rows.endRow();
  }
  return rows.finish();
}

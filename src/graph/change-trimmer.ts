import type { KnowledgeGraph, Row } from './knowledge-graph.js';

/** The change feed keeps this many entries at least, and at most twice as many. */
const KEPT_CHANGES = 5_000;

/** Drops old entries of the change feed from time to time, so that it does not grow with every event. */
export class ChangeTrimmer {
  /** Starts full, so that the first commit of a process trims what earlier ones have left. */
  private commits = KEPT_CHANGES;

  constructor(private readonly graph: KnowledgeGraph) {}

  /** To be called after every commit. */
  async committed(): Promise<void> {
    this.commits++;
    if (this.commits <= KEPT_CHANGES) return;
    this.commits = 0;
    const [row] = await this.graph.read<Row & { readonly sequence: number }>({ key: 'changes/newest-sequence' });
    const until = row.sequence - KEPT_CHANGES;
    if (until > 0) await this.graph.write([{ key: 'changes/forget-changes', parameters: { until } }]);
  }
}

import type { QueryStatistics } from 'neo4j-driver';
import type { WriteSummary } from '../knowledge-graph.js';

/** Adds up what the statements of one write have changed. */
export class WriteCounts {
  private readonly sums = {
    nodesCreated: 0,
    nodesDeleted: 0,
    relationshipsCreated: 0,
    relationshipsDeleted: 0,
    propertiesSet: 0,
  };

  add(counters: QueryStatistics): void {
    const updates = counters.updates();
    this.sums.nodesCreated += updates.nodesCreated;
    this.sums.nodesDeleted += updates.nodesDeleted;
    this.sums.relationshipsCreated += updates.relationshipsCreated;
    this.sums.relationshipsDeleted += updates.relationshipsDeleted;
    this.sums.propertiesSet += updates.propertiesSet;
  }

  summary(): WriteSummary {
    return { ...this.sums };
  }
}

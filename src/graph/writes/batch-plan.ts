import type { ChangeKind } from '../changes.js';
import type { StatementCall } from '../knowledge-graph.js';
import type { CommittedWrite } from './committed-write.js';

/** What one transaction will do: its statements, what listeners are told, and its entry in the change feed. */
export interface BatchPlan {
  readonly calls: readonly StatementCall[];
  readonly writes: readonly CommittedWrite[];
  readonly kind: ChangeKind;
  /** The touched nodes as `Label/id`. */
  readonly touched: readonly string[];
  /** How many edges the statements must make: a node that vanished in between would otherwise lose them silently. */
  readonly newEdges: number;
}

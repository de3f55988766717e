import type { ChangeKind } from '../changes.js';
import type { StatementCall } from '../knowledge-graph.js';
import type { CommittedWrite } from './committed-write.js';

/** What one transaction will do: its statements, what listeners are told, and its entry in the change feed. */
export interface BatchPlan {
  readonly calls: readonly StatementCall[];
  readonly writes: readonly CommittedWrite[];
  readonly kind: ChangeKind;
  /** What a reader of the feed has to read again, as `Label/id`. */
  readonly touched: readonly string[];
  /** What the plan was made from: when another commit has touched one of these since, the plan may be wrong. */
  readonly reliesOn: readonly string[];
  /** How many edges the statements must make: a node that vanished in between would otherwise lose them silently. */
  readonly newEdges: number;
}

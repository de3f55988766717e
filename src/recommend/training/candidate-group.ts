import type { TaskName } from '../../domain/objectives.js';
import type { RankerGroup } from '../../models/ranker/ranker-group.js';

/** The candidates of one user in one scene, with what it takes to judge the order that a ranker puts them in. */
export interface CandidateGroup extends RankerGroup {
  readonly user: number;
  /** How many items the user had taken before. */
  readonly historyLength: number;
  /** The scene in which the user took something; -1 for none. */
  readonly scene: number;
  /** The item of each row. */
  readonly items: Int32Array;
  /** What became of what the user took, for each task. */
  readonly taskLabels: ReadonlyMap<TaskName, Float32Array>;
  /** What the user took in that scene, also where it is not among the candidates. */
  readonly relevant: ReadonlySet<number>;
}

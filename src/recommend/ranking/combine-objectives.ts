import { IsthmusError } from '../../domain/errors.js';
import { type Objectives, TASK_NAMES, type TaskName } from '../../domain/objectives.js';
import type { RankedScores } from './ranker.js';

/**
 * The scores that a list is ordered by: the usual ones, or the mean of the tasks' scores with the weights of a request.
 * Scores of tasks are logarithms of how likely each is, so that this is the product of the likelihoods with the weights
 * as exponents, and only the proportion of the weights counts. A task that the ranker does not know is an
 * INVALID_ARGUMENT error.
 */
export function combineObjectives(
  { scores, tasks }: Omit<RankedScores, 'linear'>,
  objectives: Objectives | undefined,
  version: string,
): Float32Array {
  const wanted = weightsOf(objectives);
  const total = wanted.reduce((sum, [, weight]) => sum + weight, 0);
  if (total === 0) return scores;
  const combined = new Float32Array(scores.length);
  for (const [task, weight] of wanted) {
    const own = tasks?.get(task);
    if (own === undefined) throw unknownTask(task, [...(tasks?.keys() ?? [])], version);
    for (let row = 0; row < combined.length; row++) combined[row] += (weight / total) * own[row];
  }
  return combined;
}

function weightsOf(objectives: Objectives = {}): (readonly [TaskName, number])[] {
  return TASK_NAMES.map((task) => [task, objectives[task] ?? 0] as const).filter(([, weight]) => weight > 0);
}

function unknownTask(task: TaskName, known: readonly TaskName[], version: string): IsthmusError {
  const others =
    known.length === 0
      ? 'It knows no objectives; leave them out'
      : `It knows ${known.join(', ')}; leave ${task} out, or give it the weight 0`;
  return new IsthmusError(
    'INVALID_ARGUMENT',
    `The model ${version} has not learned the objective "${task}": too little was known of it in training. ${others}.`,
  );
}

import type { TaskName } from '../../domain/objectives.js';
import { bootstrapMean, meanOf } from '../../models/evaluation/bootstrap.js';
import { rankingMetrics } from '../../models/evaluation/ranking-metrics.js';
import type { TaskFacts } from '../../models/ranker/train-task-heads.js';
import type { GroupMetric, TaskSection } from '../../models/report/report-section.js';
import type { Ranker } from '../ranking/ranker.js';
import type { CandidateGroup } from './candidate-group.js';
import { bestRows, JUDGED_LENGTH, JUDGED_METRIC } from './judge-ranker.js';

/** How well the score of each task finds that for which it is made, on groups that the ranker did not learn from. */
export async function taskSection(
  ranker: Pick<Ranker, 'score'>,
  examined: readonly CandidateGroup[],
  facts: readonly TaskFacts[],
): Promise<TaskSection> {
  const judged = new Map<TaskName, { user: number; value: number; usual: number }[]>();
  for (const group of examined) {
    const { scores, tasks } = await ranker.score(group.features, group.items.length);
    for (const [task, own] of tasks ?? []) {
      const value = ndcgOfTask(group, task, own);
      const usual = ndcgOfTask(group, task, scores);
      if (value === null || usual === null) continue;
      judged.set(task, [...(judged.get(task) ?? []), { user: group.user, value, usual }]);
    }
  }
  return {
    kind: 'tasks',
    metric: JUDGED_METRIC,
    tasks: Array.from(judged, ([task, lists]): GroupMetric => {
      const { mean, low, high } = bootstrapMean(lists.map(({ value }) => value));
      const users = new Set(lists.map(({ user }) => user)).size;
      return { name: task, users, value: mean, interval: [low, high], baseline: meanOf(lists.map((l) => l.usual)) };
    }),
    leftOut: facts.flatMap(({ task, groups, isLearned }) => (isLearned ? [] : [{ task, lists: groups }])),
  };
}

/** Null where the task happened with none of the candidates. */
function ndcgOfTask({ taskLabels, items }: CandidateGroup, task: TaskName, scores: Float32Array): number | null {
  const labels = taskLabels.get(task) ?? new Float32Array(0);
  const wanted = new Set(items.filter((_, row) => labels[row] > 0));
  if (wanted.size === 0) return null;
  const ranked = bestRows(scores).map((row) => items[row]);
  return rankingMetrics(ranked, wanted, JUDGED_LENGTH).ndcg;
}

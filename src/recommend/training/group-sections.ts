import type { Projection } from '../../graph/projection/projection.js';
import { bootstrapMean, meanOf } from '../../models/evaluation/bootstrap.js';
import { rankingMetrics } from '../../models/evaluation/ranking-metrics.js';
import type { GroupMetric, GroupSection } from '../../models/report/report-section.js';
import type { CandidateGroup } from './candidate-group.js';
import { bestRows, JUDGED_LENGTH, JUDGED_METRIC, ndcgOf } from './judge-ranker.js';
import { lengthClasses } from './length-classes.js';

/** What a ranker and the one before any learning give the candidates of examined groups. */
export interface JudgedScores {
  readonly ranker: readonly Float32Array[];
  readonly prior: readonly Float32Array[];
}

/** One list, by the ranker and by the prior one. */
interface Judged {
  readonly name: string;
  readonly user: number;
  readonly value: number;
  readonly prior: number;
}

const MOST_BARS = 12;
/** What fewer lists come to is chance. */
const FEWEST_LISTS = 5;

/**
 * The metric by history length, by scene and by domain, beside that of the ranker before any learning. What has only
 * one group is left out, because it tells nothing apart.
 */
export function groupSections(
  projection: Projection,
  groups: readonly CandidateGroup[],
  scores: JudgedScores,
): GroupSection[] {
  const classOf = lengthClasses(groups.map(({ historyLength }) => historyLength));
  const whole = (nameOf: (group: CandidateGroup) => string): Judged[] =>
    groups.map((group, n) => ({
      name: nameOf(group),
      user: group.user,
      value: ndcgOf(group, scores.ranker[n]),
      prior: ndcgOf(group, scores.prior[n]),
    }));
  const sceneName = ({ scene }: CandidateGroup) => (scene < 0 ? 'none' : projection.sceneFacts[scene].label);
  return [
    section(
      'history length',
      whole(({ historyLength }) => classOf(historyLength)),
      byNumber,
    ),
    section('scene', whole(sceneName), byUsers),
    section('domain', judgedByDomain(projection, groups, scores), byUsers),
  ].filter(({ groups }) => groups.length > 1);
}

/** Lists of one domain's items alone, for each domain of which the user took something. */
function judgedByDomain(projection: Projection, groups: readonly CandidateGroup[], scores: JudgedScores): Judged[] {
  const domainOf = (item: number) => projection.itemFacts[item]?.domain ?? -1;
  return groups.flatMap(({ user, items, relevant }, n) =>
    [...new Set(Array.from(relevant, domainOf))].map((domain) => {
      const wanted = new Set([...relevant].filter((item) => domainOf(item) === domain));
      const ndcg = (given: Float32Array) => {
        const ranked = bestRows(given, (row) => domainOf(items[row]) === domain).map((row) => items[row]);
        return rankingMetrics(ranked, wanted, JUDGED_LENGTH).ndcg;
      };
      const name = domain < 0 ? 'none' : projection.domainLabels[domain].label;
      return { name, user, value: ndcg(scores.ranker[n]), prior: ndcg(scores.prior[n]) };
    }),
  );
}

function section(
  by: string,
  judged: readonly Judged[],
  order: (a: GroupMetric, b: GroupMetric) => number,
): GroupSection {
  const names = [...new Set(judged.map(({ name }) => name))];
  const groups = names.flatMap((name) => {
    const lists = judged.filter((list) => list.name === name);
    if (lists.length < FEWEST_LISTS) return [];
    const { mean, low, high } = bootstrapMean(lists.map(({ value }) => value));
    const users = new Set(lists.map(({ user }) => user)).size;
    const baseline = meanOf(lists.map(({ prior }) => prior));
    return [{ name, users, value: mean, interval: [low, high] as const, baseline }];
  });
  const shown = groups.sort(byUsers).slice(0, MOST_BARS).sort(order);
  return { kind: 'groups', by, metric: JUDGED_METRIC, groups: shown, baselineName: 'before learning' };
}

function byUsers(a: GroupMetric, b: GroupMetric): number {
  return b.users - a.users;
}

function byNumber(a: GroupMetric, b: GroupMetric): number {
  return Number.parseInt(a.name, 10) - Number.parseInt(b.name, 10);
}

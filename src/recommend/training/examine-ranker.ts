import type { Projection } from '../../graph/projection/projection.js';
import { meanOf } from '../../models/evaluation/bootstrap.js';
import type { ReportSection } from '../../models/report/report-section.js';
import { PriorRanker } from '../ranking/prior-ranker.js';
import type { Ranker } from '../ranking/ranker.js';
import { calibrationSection } from './calibration-section.js';
import type { CandidateGroup } from './candidate-group.js';
import { groupSections } from './group-sections.js';
import { importanceSection } from './importance-section.js';
import { ndcgOf, scoreGroups } from './judge-ranker.js';

/** What a ranker is worth on users that it did not learn from. */
export interface RankerExamination {
  readonly sections: readonly ReportSection[];
  /** For the manifest of its version. */
  readonly metrics: Readonly<Record<string, number>>;
}

/** Examines a ranker: what its features are worth, whether its promises hold, and for whom it is good. */
export async function examineRanker(
  ranker: Pick<Ranker, 'score'>,
  examined: readonly CandidateGroup[],
  options: {
    /** All that the fit knows, the held-out pairs included. */
    readonly projection: Projection;
    readonly seed: number;
    readonly signal: AbortSignal | undefined;
  },
): Promise<RankerExamination> {
  const { projection, signal } = options;
  const scores = await scoreGroups(ranker, examined, signal);
  const prior = await scoreGroups(new PriorRanker(), examined, signal);
  const ndcg = (given: readonly Float32Array[]) => meanOf(examined.map((group, n) => ndcgOf(group, given[n])));
  return {
    sections: [
      await importanceSection(ranker, examined, options),
      calibrationSection(examined, scores),
      ...groupSections(projection, examined, { ranker: scores, prior }),
    ],
    metrics: { examinedNdcg20: ndcg(scores), priorNdcg20: ndcg(prior) },
  };
}

import type { Projection } from '../../graph/projection/projection.js';
import { OnnxRanker } from '../../models/ranker/onnx-ranker.js';
import { exportRankerOnnx } from '../../models/ranker/ranker-onnx.js';
import type { TransferSection } from '../../models/report/report-section.js';
import { transferGain } from '../evaluation/transfer-gain.js';
import type { TransferredRanker } from '../fitting/learn-ranker.js';
import { FEATURE_COUNT } from '../ranking/features.js';
import type { Ranker } from '../ranking/ranker.js';
import type { CandidateGroup } from './candidate-group.js';
import { JUDGED_METRIC, ndcgOf, scoreGroups } from './judge-ranker.js';
import { groupsOfDomain } from './transfer.js';

/**
 * What learning from the source domain first has gained in the target domain, for users that no ranker learned from,
 * over all of them and by how many items of the target domain they had; nothing without a transfer.
 */
export async function transferSections(
  ranker: Pick<Ranker, 'score'>,
  transferred: TransferredRanker | null,
  examined: readonly CandidateGroup[],
  projection: Projection,
): Promise<TransferSection[]> {
  if (transferred === null) return [];
  const { from, to, scratch } = transferred;
  const groups = groupsOfDomain(examined, projection, to);
  if (groups.length === 0) return [];
  const session = { provider: 'cpu', threads: 1, warn: () => undefined } as const;
  const alone = await OnnxRanker.open(exportRankerOnnx(scratch), 'scratch', FEATURE_COUNT, session);
  try {
    const figuresOf = async (judged: Pick<Ranker, 'score'>) => {
      const scores = await scoreGroups(judged, groups);
      return groups.map((group, n) => ({ [JUDGED_METRIC]: ndcgOf(group, scores[n]) }));
    };
    const answers = { domain: to, joint: await figuresOf(ranker), single: await figuresOf(alone) };
    const historyLengths = groups.map((group) => knownItems(projection, group, to));
    const { joint, single, difference, byHistoryLength } = transferGain({ ...answers, historyLengths }, JUDGED_METRIC);
    return [
      {
        kind: 'transfer',
        from,
        to,
        metric: JUDGED_METRIC,
        users: new Set(groups.map(({ user }) => user)).size,
        value: joint,
        scratch: single,
        gain: difference,
        byHistoryLength: byHistoryLength.map((group) => ({
          from: group.from,
          users: group.queries,
          gain: group.difference,
        })),
      },
    ];
  } finally {
    await alone.release();
  }
}

/** How many items of a domain the user had liked before those that are asked about. */
function knownItems({ userItems, itemFacts, domains }: Projection, group: CandidateGroup, id: string): number {
  const domain = domains.indexOf(id);
  const liked = userItems.targets.subarray(userItems.starts[group.user], userItems.ends[group.user]);
  return liked.filter((item) => itemFacts[item]?.domain === domain && !group.relevant.has(item)).length;
}

import type { Projection } from '../../../graph/projection/projection.js';
import type { BaselineModel } from '../../../models/baselines/baseline-model.js';
import { rowHistory } from '../../../models/collaborative/item-history.js';
import { topItems } from '../../../models/evaluation/top-items.js';
import type { RankItems, ScoreItemsForUser } from '../../../recommend/evaluation/evaluation-task.js';

const NO_HISTORY = { length: 0, items: new Int32Array(0), strengths: new Float32Array(0) };

/** What may stand in the lists of a baseline. */
export interface RankingScope {
  readonly includesSeen: boolean;
  /** The items that compete alone; empty for all. */
  readonly coldItems: ReadonlySet<string>;
}

/** Answers queries with the items that a model scores highest; an item without a positive score is not ranked. */
export function rankByScores(projection: Projection, model: BaselineModel, scope: RankingScope): RankItems {
  const { users, items, rejections } = projection;
  const scores = new Float32Array(items.size);
  const competing = Array.from(
    scores,
    (_, item) => scope.coldItems.size === 0 || scope.coldItems.has(items.idOf(item)),
  );
  return async ({ userId, excludedItemIds }, count) => {
    const user = users.indexOf(userId);
    const history = historyOf(projection, user);
    scores.fill(0);
    model.score(history, scores, user);
    if (!scope.includesSeen) {
      for (const item of history.items) scores[item] = 0;
      if (user >= 0) for (const item of rowHistory(rejections, user).items) scores[item] = 0;
    }
    for (const id of excludedItemIds) scores[items.indexOf(id)] = 0;
    for (let item = 0; item < scores.length; item++) if (!competing[item]) scores[item] = 0;
    return Array.from(topItems(scores, count), (item) => items.idOf(item));
  };
}

/** Answers with the scores of given items. */
export function scoreByModel(projection: Projection, model: BaselineModel): ScoreItemsForUser {
  const scores = new Float32Array(projection.items.size);
  return async (userId, itemIds) => {
    const user = projection.users.indexOf(userId);
    scores.fill(0);
    model.score(historyOf(projection, user), scores, user);
    return Float32Array.from(itemIds, (id) => scores[projection.items.indexOf(id)] ?? 0);
  };
}

/** What a user has liked; nothing for an unknown one. */
function historyOf({ userItems }: Projection, user: number) {
  return user < 0 ? NO_HISTORY : rowHistory(userItems, user);
}

import { seededRandom, shuffle } from '../../domain/random.js';
import type { Projection } from '../../graph/projection/projection.js';
import type { ItemHistory } from '../../models/collaborative/item-history.js';
import { rankingMetrics } from '../../models/evaluation/ranking-metrics.js';
import { topItems } from '../../models/evaluation/top-items.js';
import type { HeldOutPairs, Holdout } from './hold-out.js';

/** Adds the scores of one way to find items, for a user's history, to a vector of zeros with one place an item. */
export type ScoreItems = (history: ItemHistory, into: Float32Array, user: number) => void;

/** The length of the list that fitting looks at. */
const LIST_LENGTH = 20;

/** The users whose held-out pairs judge a setting, with what they had liked before. */
export class ValidationSet {
  private readonly histories: ItemHistory[];
  private readonly relevant: ReadonlySet<number>[];
  private readonly scores: Float32Array;

  constructor(
    readonly training: Projection,
    readonly users: Int32Array,
    items: readonly Int32Array[],
  ) {
    this.histories = Array.from(users, (user) => likedItems(training, user));
    this.relevant = items.map((held) => new Set(held));
    this.scores = new Float32Array(training.items.size);
  }

  /** A set of a random part of the held-out users, at most `limit`. */
  static sample(holdout: Holdout, limit: number, seed: number): ValidationSet {
    const { users, items } = ValidationSet.choose(holdout, limit, seed);
    return new ValidationSet(holdout.training, users, items);
  }

  /** The pairs of a random part of the held-out users, at most `limit`. */
  static choose({ heldOut }: Holdout, limit: number, seed: number): HeldOutPairs {
    const order = Int32Array.from(heldOut.users, (_, k) => k);
    shuffle(order, seededRandom(seed));
    const chosen = order.slice(0, limit).sort();
    return {
      users: Int32Array.from(chosen, (k) => heldOut.users[k]),
      items: Array.from(chosen, (k) => heldOut.items[k]),
    };
  }

  /** The mean NDCG@20 over the users, ranking all items that they had not liked before; 0 without users. */
  ndcg(score: ScoreItems): number {
    let sum = 0;
    for (let k = 0; k < this.users.length; k++) {
      const history = this.histories[k];
      this.scores.fill(0);
      score(history, this.scores, this.users[k]);
      for (let n = 0; n < history.length; n++) this.scores[history.items[n]] = 0;
      sum += rankingMetrics(topItems(this.scores, LIST_LENGTH), this.relevant[k], LIST_LENGTH).ndcg;
    }
    return this.users.length === 0 ? 0 : sum / this.users.length;
  }
}

function likedItems(projection: Projection, user: number): ItemHistory {
  const { userItems } = projection;
  const start = userItems.starts[user];
  const end = userItems.ends[user];
  return {
    length: end - start,
    items: userItems.targets.slice(start, end),
    strengths: userItems.weights.slice(start, end),
  };
}

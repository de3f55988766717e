import { seededRandom, shuffle } from '../../domain/random.js';
import type { Projection } from '../../graph/projection/projection.js';
import type { ItemHistory } from '../../models/collaborative/item-history.js';
import { rankingMetrics } from '../../models/evaluation/ranking-metrics.js';
import { topItems } from '../../models/evaluation/top-items.js';
import { type HeldOutEvents, type HeldOutPairs, heldOutOf } from './hold-out.js';

/** Adds the scores of one way to find items, for a user's history, to a vector of zeros with one place an item. */
export type ScoreItems = (history: ItemHistory, into: Float32Array, user: number) => void;

/**
 * The length of the list that fitting looks at: a channel brings candidates, so what stands beyond the first page
 * counts as well, and longer lists tell settings apart on sparse data, where the first twenty places are mostly misses.
 */
const LIST_LENGTH = 100;

/**
 * How many users a sample has at least, and more while it holds fewer pairs than this: sparse data need more users. An
 * alias, because the logs of trainings take aliases for JSON.
 */
export type SampleSize = { readonly users: number; readonly pairs: number };

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

  /** A set of a random part of the held-out users, just enough for `enough`. */
  static sample(
    { training, heldOut }: { readonly training: Projection; readonly heldOut: HeldOutPairs },
    enough: SampleSize,
    seed: number,
  ): ValidationSet {
    const { users, items } = freshPairs(training, heldOut);
    const places = samplePlaces(items, enough, seed);
    return new ValidationSet(
      training,
      Int32Array.from(places, (k) => users[k]),
      Array.from(places, (k) => items[k]),
    );
  }

  /** The pairs of a random part of the held-out users, just enough for `enough`. */
  static choose({ heldOut }: { readonly heldOut: HeldOutEvents }, enough: SampleSize, seed: number): HeldOutEvents {
    return heldOutOf(heldOut, samplePlaces(heldOut.items, enough, seed));
  }

  /** The mean NDCG@100 over the users, ranking all items that they had not liked before; 0 without users. */
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

/** What users had not liked before: settings are judged by how channels find it, and what is known needs no finding. */
function freshPairs(training: Projection, { users, items }: HeldOutPairs): HeldOutPairs {
  const fresh = Array.from(users, (user, k) => items[k].filter((item) => !training.userItems.has(user, item)));
  const places = Int32Array.from(users.keys()).filter((k) => fresh[k].length > 0);
  return { users: Int32Array.from(places, (k) => users[k]), items: Array.from(places, (k) => fresh[k]) };
}

/** The places of a random part of the held-out users, just enough for `enough`. */
function samplePlaces(items: readonly Int32Array[], enough: SampleSize, seed: number): Int32Array {
  const order = Int32Array.from(items, (_, k) => k);
  shuffle(order, seededRandom(seed));
  let count = 0;
  for (let pairs = 0; count < order.length && (count < enough.users || pairs < enough.pairs); count++) {
    pairs += items[order[count]].length;
  }
  return order.slice(0, count).sort();
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

import { seededRandom } from '../../src/domain/random.js';
import type { SparseMatrix } from '../../src/domain/sparse-matrix.js';
import type { ItemHistory } from '../../src/models/collaborative/item-history.js';
import { rowHistory } from '../../src/models/collaborative/item-history.js';
import { rankingMetrics } from '../../src/models/evaluation/ranking-metrics.js';
import { topItems } from '../../src/models/evaluation/top-items.js';
import { transpose } from '../../src/models/sparse/matrix-shape.js';
import { SparseRows } from '../../src/models/sparse/sparse-rows.js';

/** Adds a model's scores for a history to a vector of zeros, one place an item. */
export type Scorer = (history: ItemHistory, into: Float32Array, user: number) => void;

/** A made-up world in which users of four tastes take mostly items of their taste; taste shows in facts and texts. */
export interface SmallWorld {
  readonly userItems: SparseMatrix;
  readonly itemUsers: SparseMatrix;
  /** item -> entity */
  readonly itemEntities: SparseMatrix;
  readonly texts: readonly string[];
  readonly itemCount: number;
  /** What each user took besides `userItems`. */
  readonly heldOut: readonly ReadonlySet<number>[];
}

const TASTES = 4;
const USERS = 160;
const ITEMS = 80;
const WORDS = [
  'desert planet spice heir',
  'metal guitar loud drums',
  'kitchen recipe bread herbs',
  'castle dragon sword magic',
];

export function smallWorld(seed = 1): SmallWorld {
  const random = seededRandom(seed);
  const rows = new SparseRows(USERS, ITEMS);
  const heldOut: Set<number>[] = [];
  for (let user = 0; user < USERS; user++) {
    const taken = new Set<number>();
    while (taken.size < 14) {
      // The square favours items with low numbers: every taste has hits and rarities.
      const place = Math.floor((random() ** 2 * ITEMS) / TASTES);
      const taste = random() < 0.85 ? user % TASTES : Math.floor(random() * TASTES);
      taken.add(place * TASTES + taste);
    }
    const order = [...taken];
    heldOut.push(new Set(order.slice(0, 3)));
    for (const item of order.slice(3).sort((a, b) => a - b)) rows.add(item, 1);
    rows.endRow();
  }
  const userItems = rows.finish();
  const entities = new SparseRows(ITEMS, 12);
  const texts: string[] = [];
  for (let item = 0; item < ITEMS; item++) {
    const taste = item % TASTES;
    const entity = taste * 2 + Math.floor(random() * 2);
    entities.add(entity, 1);
    entities.add(8 + Math.floor(random() * 4), 0.5);
    entities.endRow();
    texts.push(
      `${WORDS[taste]
        .split(' ')
        .filter(() => random() < 0.8)
        .join(' ')} part ${item}`,
    );
  }
  return {
    userItems,
    itemUsers: transpose(userItems),
    itemEntities: entities.finish(),
    texts,
    itemCount: ITEMS,
    heldOut,
  };
}

/** The mean NDCG@10 of a scorer over all users of the world; popularity alone reaches 0.27. */
export function smallWorldNdcg(world: SmallWorld, scorer: Scorer): number {
  const scores = new Float32Array(world.itemCount);
  let sum = 0;
  for (const [user, relevant] of world.heldOut.entries()) {
    const history = rowHistory(world.userItems, user);
    scores.fill(0);
    scorer(history, scores, user);
    for (const item of history.items) scores[item] = 0;
    sum += rankingMetrics(topItems(scores, 10), relevant, 10).ndcg;
  }
  return sum / world.heldOut.length;
}

import { seededRandom, seedOf } from '../../domain/random.js';
import type { Projection } from '../../graph/projection/projection.js';
import type { HeldOutPairs } from '../../recommend/fitting/hold-out.js';

/** Items that nobody is supposed to have touched yet, and the training pairs that have to be hidden for it. */
export interface ColdItems {
  readonly items: ReadonlySet<string>;
  readonly pairs: HeldOutPairs;
}

/** Chooses a share of the items by a hash of their ids, so that the choice does not depend on their order. */
export function chooseColdItems({ items, userItems, rejections }: Projection, share: number, seed: number): ColdItems {
  const chosen = new Set<string>();
  const isCold = new Uint8Array(items.size);
  for (let item = 0; item < items.size; item++) {
    const id = items.idOf(item);
    // The hash alone is far from evenly spread over ids that differ in their last characters.
    if (seededRandom(seedOf(`${seed}/${id}`))() >= share) continue;
    chosen.add(id);
    isCold[item] = 1;
  }
  const users: number[] = [];
  const pairs: Int32Array[] = [];
  for (let user = 0; user < userItems.rowCount; user++) {
    const liked = userItems.targets.subarray(userItems.starts[user], userItems.ends[user]);
    const rejected = rejections.targets.subarray(rejections.starts[user], rejections.ends[user]);
    const hidden = Int32Array.from([...liked, ...rejected].filter((item) => isCold[item] === 1));
    if (hidden.length === 0) continue;
    users.push(user);
    pairs.push(hidden);
  }
  return { items: chosen, pairs: { users: Int32Array.from(users), items: pairs } };
}

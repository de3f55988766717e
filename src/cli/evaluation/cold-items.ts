import { seedOf } from '../../domain/random.js';
import type { Projection } from '../../graph/projection/projection.js';
import type { HeldOutPairs } from '../../recommend/fitting/hold-out.js';

/** Items that nobody is supposed to have touched yet, and the training pairs that have to be hidden for it. */
export interface ColdItems {
  readonly items: ReadonlySet<string>;
  readonly pairs: HeldOutPairs;
}

const HASH_RANGE = 2 ** 32;

/** Chooses a share of the items by a hash of their ids, so that the choice does not depend on their order. */
export function chooseColdItems({ items, userItems }: Projection, share: number, seed: number): ColdItems {
  const chosen = new Set<string>();
  const isCold = new Uint8Array(items.size);
  for (let item = 0; item < items.size; item++) {
    const id = items.idOf(item);
    if (seedOf(`${seed}/${id}`) / HASH_RANGE >= share) continue;
    chosen.add(id);
    isCold[item] = 1;
  }
  const users: number[] = [];
  const pairs: Int32Array[] = [];
  for (let user = 0; user < userItems.rowCount; user++) {
    const row = userItems.targets.subarray(userItems.starts[user], userItems.ends[user]);
    const hidden = row.filter((item) => isCold[item] === 1);
    if (hidden.length === 0) continue;
    users.push(user);
    pairs.push(hidden);
  }
  return { items: chosen, pairs: { users: Int32Array.from(users), items: pairs } };
}

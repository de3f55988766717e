import { seededRandom, seedOf } from '../../domain/random.js';
import type { Projection } from '../../graph/projection/projection.js';
import type { HeldOutPairs } from '../../recommend/fitting/hold-out.js';

/** All pairs of users and items, liked or rejected, that a test says should be hidden. */
export function pairsWhere(
  { userItems, rejections }: Projection,
  isHidden: (user: number, item: number) => boolean,
): HeldOutPairs {
  const users: number[] = [];
  const items: Int32Array[] = [];
  for (let user = 0; user < userItems.rowCount; user++) {
    const liked = userItems.targets.subarray(userItems.starts[user], userItems.ends[user]);
    const rejected = rejections.targets.subarray(rejections.starts[user], rejections.ends[user]);
    const hidden = Int32Array.from([...liked, ...rejected].filter((item) => isHidden(user, item)));
    if (hidden.length === 0) continue;
    users.push(user);
    items.push(hidden);
  }
  return { users: Int32Array.from(users), items };
}

/** True for a share of all ids, chosen by their hashes, so that the choice does not depend on their order. */
export function chooser(share: number, seed: number): (id: string) => boolean {
  // The hash alone is far from evenly spread over ids that differ in their last characters.
  return (id) => seededRandom(seedOf(`${seed}/${id}`))() < share;
}

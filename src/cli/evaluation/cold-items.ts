import type { Projection } from '../../graph/projection/projection.js';
import type { HeldOutPairs } from '../../recommend/fitting/hold-out.js';
import { chooser, pairsWhere } from './hidden-pairs.js';

/** Items that nobody is supposed to have touched yet, and the training pairs that have to be hidden for it. */
export interface ColdItems {
  readonly items: ReadonlySet<string>;
  readonly pairs: HeldOutPairs;
}

/** Chooses a share of the items. */
export function chooseColdItems(projection: Projection, share: number, seed: number): ColdItems {
  const { items } = projection;
  const isChosen = chooser(share, seed);
  const isCold = Array.from({ length: items.size }, (_, item) => isChosen(items.idOf(item)));
  return {
    items: new Set(isCold.flatMap((cold, item) => (cold ? [items.idOf(item)] : []))),
    pairs: pairsWhere(projection, (_, item) => isCold[item]),
  };
}

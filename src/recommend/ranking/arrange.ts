/** Scored candidates in the order in which they would be shown by score alone. */
export interface ArrangeInput {
  /** Item numbers, best first. */
  readonly items: readonly number[];
  readonly scores: readonly number[];
  /** The group (domain) of each. */
  readonly groups: readonly number[];
  readonly groupCount: number;
  /** What earlier pages have shown. */
  readonly shown: readonly { readonly item: number; readonly group: number }[];
  /** 0 ranks by score alone, 1 by difference from what stands above. */
  readonly diversity: number;
  /** How many to choose. */
  readonly limit: number;
  /** The similarity of all items to one, by item number. */
  readonly similarityTo: (item: number) => Float32Array;
}

/** The most that one domain gets of any beginning of the list, while another domain still has candidates. */
const LARGEST_GROUP_SHARE = 2 / 3;
/** Items shown on earlier pages that new ones are still compared with. */
const SHOWN_COMPARED = 20;

/**
 * Chooses the order of a page: by maximal marginal relevance (Carbonell and Goldstein 1998) when diversity is asked
 * for, and in any case so that an answer over several domains is not all of one. Returns places in `items`.
 */
export function arrange(input: ArrangeInput): number[] {
  const { items, groups, groupCount, diversity, limit } = input;
  if (diversity === 0 && groupCount <= 1) return items.slice(0, limit).map((_, place) => place);
  const relevance = relevanceOf(input.scores, limit);
  const closeness = new Float32Array(items.length);
  const counts = new Int32Array(Math.max(1, groupCount));
  const left = new Int32Array(counts.length);
  for (const group of groups) left[group]++;
  for (const { group } of input.shown) if (group >= 0) counts[group]++;
  if (diversity > 0) {
    for (const { item } of input.shown.slice(-SHOWN_COMPARED)) compare(input, item, closeness);
  }
  const isTaken = new Uint8Array(items.length);
  const order: number[] = [];
  while (order.length < Math.min(limit, items.length)) {
    const isBlocked = blockedGroups(counts, left, groupCount, order.length + input.shown.length);
    let best = -1;
    let bestValue = Number.NEGATIVE_INFINITY;
    for (let place = 0; place < items.length; place++) {
      if (isTaken[place] === 1 || isBlocked[groups[place]] === 1) continue;
      const value = (1 - diversity) * relevance[place] - diversity * closeness[place];
      if (value > bestValue) {
        best = place;
        bestValue = value;
      }
      // Places come by score, so without diversity the first free one is the best.
      if (diversity === 0) break;
    }
    isTaken[best] = 1;
    counts[groups[best]]++;
    left[groups[best]]--;
    order.push(best);
    if (diversity > 0) compare(input, items[best], closeness);
  }
  return order;
}

/** Scores moved to 0 … 1 between the best and the last that could reach the page. */
function relevanceOf(scores: readonly number[], limit: number): Float32Array {
  const best = scores[0] ?? 0;
  const last = scores[Math.min(scores.length, limit * 5) - 1] ?? 0;
  const spread = best - last || 1;
  return Float32Array.from(scores, (score) => (score - last) / spread);
}

function compare({ items, similarityTo }: ArrangeInput, item: number, closeness: Float32Array): void {
  const similarity = similarityTo(item);
  for (let place = 0; place < items.length; place++) {
    const value = similarity[items[place]];
    if (value > closeness[place]) closeness[place] = value;
  }
}

function blockedGroups(counts: Int32Array, left: Int32Array, groupCount: number, length: number): Uint8Array {
  const isBlocked = new Uint8Array(counts.length);
  if (groupCount <= 1) return isBlocked;
  const most = Math.ceil(LARGEST_GROUP_SHARE * (length + 1));
  let free = 0;
  for (let group = 0; group < counts.length; group++) {
    isBlocked[group] = counts[group] + 1 > most ? 1 : 0;
    if (isBlocked[group] === 0) free += left[group];
  }
  return free === 0 ? new Uint8Array(counts.length) : isBlocked;
}

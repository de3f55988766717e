/**
 * The numbers of the `count` items with the highest positive scores, the highest first; equal scores are ordered by
 * number. A bounded insertion is faster than a heap for the short lists that are asked for here.
 */
export function topItems(scores: Float32Array, count: number): Int32Array {
  const items = new Int32Array(count);
  let size = 0;
  let lowest = 0;
  for (let item = 0; item < scores.length; item++) {
    const score = scores[item];
    if (score <= lowest) continue;
    let place = size < count ? size++ : count - 1;
    while (place > 0 && scores[items[place - 1]] < score) {
      items[place] = items[place - 1];
      place--;
    }
    items[place] = item;
    if (size === count) lowest = scores[items[count - 1]];
  }
  return items.slice(0, size);
}

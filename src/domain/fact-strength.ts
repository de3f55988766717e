/**
 * How much a fact counts in the walks: log2(1 + weight), so that a weight of 1 is 1 and a thing that was said a hundred
 * times counts seven times as much as one that was said once. Counts such as those of tags are spread over many
 * orders of magnitude, and the heaviest would drown all others (sublinear term frequency; Manning et al. 2008, 6.4.1).
 */
export function factStrength(weight: number): number {
  return Math.log2(1 + weight);
}

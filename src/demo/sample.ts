import { normal, type Random } from '../domain/random.js';

/** The index of one entry, drawn in proportion to the weights; -1 when all of them are 0. */
export function weightedIndex(weights: ArrayLike<number>, random: Random): number {
  let total = 0;
  for (let index = 0; index < weights.length; index++) total += weights[index]!;
  if (!(total > 0)) return -1;
  let rest = random() * total;
  let last = -1;
  for (let index = 0; index < weights.length; index++) {
    if (weights[index]! <= 0) continue;
    last = index;
    rest -= weights[index]!;
    if (rest < 0) return index;
  }
  return last;
}

/** One entry of a list that is not empty, each as likely as the others. */
export function oneOf<T>(values: readonly T[], random: Random): T {
  return values[Math.floor(random() * values.length)]!;
}

/** A positive factor around 1 with a long tail: exp of a normal number with this standard deviation. */
export function spread(deviation: number, random: Random): number {
  return Math.exp(deviation * normal(random));
}

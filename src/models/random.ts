/** Draws numbers in [0, 1); equal seeds give equal sequences. */
export type Random = () => number;

/** A small generator with 32 bits of state (mulberry32): fast, seeded, good enough for initial values and shuffles. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A draw from the normal distribution with mean 0 and deviation 1 (Box and Muller 1958). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Puts the first `count` places of a list into random order (Fisher and Yates). */
export function shuffle(values: Int32Array, random: Random, count = values.length): void {
  for (let k = count - 1; k > 0; k--) {
    const other = Math.floor(random() * (k + 1));
    const kept = values[k];
    values[k] = values[other];
    values[other] = kept;
  }
}

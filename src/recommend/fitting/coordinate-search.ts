import { seededRandom } from '../../domain/random.js';

/** The range that one hyper-parameter is searched in. */
export interface SearchRange {
  readonly from: number;
  readonly to: number;
  readonly isWhole?: boolean;
}

export type SearchSpace<K extends string> = Readonly<Record<K, SearchRange>>;
export type Point<K extends string> = Readonly<Record<K, number>>;

export interface SearchResult<K extends string> {
  readonly best: Point<K>;
  readonly score: number;
  readonly trials: number;
}

/** The usual share of the trials that look around at random before the rest walks uphill from the best of them. */
const RANDOM_SHARE = 0.4;
const FIRST_STEP = 0.3;
const STEP_SHRINK = 0.75;

/**
 * Looks for the point with the highest score: random points first (Bergstra and Bengio 2012), then steps along one
 * coordinate at a time from the best one, with steps that shrink when nothing improves. Deterministic by seed.
 */
export function coordinateSearch<K extends string>(
  space: SearchSpace<K>,
  start: Point<K>,
  evaluate: (point: Point<K>) => number,
  options: { readonly trials: number; readonly seed: number; readonly randomShare?: number },
): SearchResult<K> {
  const names = Object.keys(space) as K[];
  const random = seededRandom(options.seed);
  let best = start;
  let score = evaluate(start);
  let trials = 1;
  const attempt = (point: Point<K>): boolean => {
    trials++;
    const reached = evaluate(point);
    if (reached <= score) return false;
    score = reached;
    best = point;
    return true;
  };

  const randomTrials = Math.floor(options.trials * (options.randomShare ?? RANDOM_SHARE));
  while (trials < randomTrials) {
    const point = { ...start } as Record<K, number>;
    for (const name of names) point[name] = clip(space[name], space[name].from + random() * width(space[name]));
    attempt(point);
  }
  let step = FIRST_STEP;
  for (let k = 0, misses = 0; trials < options.trials; k++) {
    const name = names[k % names.length];
    const range = space[name];
    const move = step * width(range) * (0.5 + random() / 2) * (random() < 0.5 ? -1 : 1);
    const forward = { ...best, [name]: clip(range, best[name] + move) };
    const backward = { ...best, [name]: clip(range, best[name] - move) };
    const isBetter = attempt(forward) || (trials < options.trials && attempt(backward));
    misses = isBetter ? 0 : misses + 1;
    if (misses >= names.length) {
      step *= STEP_SHRINK;
      misses = 0;
    }
  }
  return { best, score, trials };
}

function width(range: SearchRange): number {
  return range.to - range.from;
}

function clip(range: SearchRange, value: number): number {
  const inside = Math.min(range.to, Math.max(range.from, value));
  return range.isWhole === true ? Math.round(inside) : inside;
}

import type { Random } from '../domain/random.js';
import type { Catalogue } from './catalogue.js';
import { oneOf, weightedIndex } from './sample.js';
import type { Theme } from './themes.js';

/** People who know each other: they share a theme and talk about the same works. */
export interface Circle {
  readonly theme: Theme;
  /** Indices of the works that go round. */
  readonly talkedAbout: ReadonlySet<number>;
  /** Numbers of the users in it. */
  readonly members: readonly number[];
}

const SMALLEST = 4;
const LARGEST = 9;
const TALKED_ABOUT = 8;

/** Puts users 0 … userCount − 1 into circles. */
export function circlesOf(catalogue: Catalogue, themes: readonly Theme[], userCount: number, random: Random): Circle[] {
  const circles: Circle[] = [];
  // Common themes gather more circles, though not in proportion, so that rare ones have their people too.
  const weights = themes.map((theme) => Math.sqrt(theme.workCount));
  for (let first = 0; first < userCount; ) {
    const size = Math.min(userCount - first, SMALLEST + Math.floor(random() * (LARGEST - SMALLEST + 1)));
    const theme = themes[weightedIndex(weights, random)]!;
    const matching = [...catalogue.works.keys()].filter((index) =>
      catalogue.works[index]!.vector.entities.includes(theme.anchor),
    );
    const talkedAbout = new Set(Array.from({ length: TALKED_ABOUT }, () => oneOf(matching, random)));
    circles.push({ theme, talkedAbout, members: Array.from({ length: size }, (_, k) => first + k) });
    first += size;
  }
  return circles;
}

const FRIENDS_IN_CIRCLE = 0.55;
const FRIENDS_OUTSIDE = 0.25;

/** Pairs of user numbers who are friends, the smaller number first: many inside a circle, a few across. */
export function friendPairs(circles: readonly Circle[], userCount: number, random: Random): [number, number][] {
  const pairs = new Map<string, [number, number]>();
  const join = (a: number, b: number) => {
    if (a !== b) pairs.set(`${Math.min(a, b)} ${Math.max(a, b)}`, [Math.min(a, b), Math.max(a, b)]);
  };
  for (const { members } of circles) {
    for (const a of members) {
      for (const b of members) if (a < b && random() < FRIENDS_IN_CIRCLE) join(a, b);
      if (random() < FRIENDS_OUTSIDE) join(a, Math.floor(random() * userCount));
    }
  }
  return [...pairs.values()];
}

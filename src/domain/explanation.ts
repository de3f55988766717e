import type { NodeRef } from './nodes.js';

/** The channels that can put an item forward. */
export const CHANNEL_NAMES = [
  'collaborative',
  'neighbours',
  'regression',
  'knowledge',
  'preference',
  'social',
  'scene',
  'repeat',
  'factors',
  'text',
  'trending',
  'newest',
  'popular',
] as const;
export type ChannelName = (typeof CHANNEL_NAMES)[number];

/**
 * One end of a step. Other people never appear by id: a step through them has `people`, how many there are,
 * instead of a node; a count of 0 stands for a few, too few to be told.
 */
export type PathNode =
  | { readonly type: 'node'; readonly node: NodeRef; readonly label: string; readonly labelZh: string | null }
  | { readonly type: 'people'; readonly count: number };

/** One edge of a path: its relation, and whether the graph stores it from `from` to `to`. */
export interface PathStep {
  readonly from: PathNode;
  readonly relation: string;
  readonly isForward: boolean;
  readonly to: PathNode;
}

/** A path from the user (or a liked item) to the recommended item, and the part of the score that it earned. */
export interface ExplanationPath {
  readonly channel: ChannelName;
  readonly share: number;
  readonly steps: readonly PathStep[];
  readonly sentence: string;
}

/** Why an item stands where it stands: the shares of its paths and `modelPart` add up to `score`. */
export interface Explanation {
  readonly itemId: string;
  readonly score: number;
  readonly modelPart: number;
  /** One sentence a reason, the strongest first. */
  readonly reasons: readonly string[];
  readonly paths: readonly ExplanationPath[];
  /** True when nothing is known about the user, so that the answer rests on what everybody likes. */
  readonly isColdStart: boolean;
}

import type { ChannelName, PathStep } from '../../domain/explanation.js';
import type { Projection } from '../../graph/projection/projection.js';

/** What the subject of a request has liked, newest first. `strengths` in (0, 1], `times` in epoch ms or 0. */
export interface History {
  readonly length: number;
  readonly items: Int32Array;
  readonly strengths: Float32Array;
  readonly times: Float64Array;
  /** Scene number of the item's newest event, or -1. */
  readonly scenes: Int32Array;
}

/** Everything a channel may look at for one request. */
export interface WalkContext {
  readonly projection: Projection;
  /** User number, or -1 for a visitor or an unknown user. */
  readonly user: number;
  readonly history: History;
  /** Scene number, or -1. */
  readonly scene: number;
  /** By facet the value number, -1 where unknown (SituationTable); absent when nothing is known. */
  readonly situation?: Int32Array;
  /** Whether what the user has had may be among the answers; it may not when absent. */
  readonly includesSeen?: boolean;
  /** The time of the request, in epoch milliseconds. */
  readonly nowMs: number;
}

/** A channel's scores by item number; 0 means that the channel has nothing to say about the item. */
export type ScoreVector = Float32Array;

/** A path that a channel walked to an item, and the part of the channel's score that it earned. */
export interface WalkedPath {
  readonly part: number;
  readonly steps: readonly PathStep[];
  /** True when facets of the situation found it, and not the scene. */
  readonly isOfSituation?: boolean;
}

/**
 * One way to find items for a user. `test/contracts/candidate-channel.contract.ts` says what every channel keeps:
 * scores are finite and not negative, equal for equal input, and 0 everywhere when there is nothing to go by.
 */
export interface CandidateChannel {
  readonly name: ChannelName;
  /** Whether images or sounds are among what it compares; they are not when absent. */
  readonly seesMedia?: boolean;

  /** Adds the channel's scores to `into`, which is all zeros and has one place an item. */
  score(context: WalkContext, into: ScoreVector): void;

  /**
   * The strongest paths to an item, at most `limit`; their parts add up to no more than the item's score.
   * Empty when the channel cannot point to edges of the graph. Paths whose part is not above `leastPart` will not be
   * shown, so a channel may spare itself the work.
   */
  paths(context: WalkContext, item: number, limit: number, leastPart?: number): WalkedPath[];
}

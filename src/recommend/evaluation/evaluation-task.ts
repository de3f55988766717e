/** One question to the recommender, and the items that the user really took. */
export interface RankingQuery {
  readonly userId: string;
  readonly sceneId: string | null;
  readonly relevantItemIds: readonly string[];
}

/** A test item and the frozen negatives that it is ranked among. */
export interface FrozenQuery {
  readonly userId: string;
  readonly itemId: string;
  readonly negativeItemIds: readonly string[];
}

/** Answers with the ids of the `count` best items for a user, the best first. */
export type RankForUser = (userId: string, sceneId: string | null, count: number) => Promise<readonly string[]>;

/** Answers with one score for each item. */
export type ScoreForUser = (userId: string, itemIds: readonly string[]) => Promise<ArrayLike<number>>;

/** One question to the recommender, and the items that the user really took. */
export interface RankingQuery {
  /** Only items of this domain compete; null for all. */
  readonly domain: string | null;
  readonly userId: string;
  readonly sceneId: string | null;
  /** The facets of the situation by name; empty when none is known. */
  readonly context: Readonly<Record<string, string>>;
  /** Items that must not be ranked, such as those of a validation file. */
  readonly excludedItemIds: readonly string[];
  readonly relevantItemIds: readonly string[];
}

/** A test item and the frozen negatives that it is ranked among. */
export interface FrozenQuery {
  /** The test item's domain, null when it has none. */
  readonly domain: string | null;
  readonly userId: string;
  readonly itemId: string;
  readonly negativeItemIds: readonly string[];
}

/** Answers a query with the ids of the `count` best items, the best first. */
export type RankItems = (query: RankingQuery, count: number) => Promise<readonly string[]>;

/** Answers with one score for each item. */
export type ScoreItemsForUser = (userId: string, itemIds: readonly string[]) => Promise<ArrayLike<number>>;

/** What one query was answered with, by `name@length`. */
export type QueryFigures = Readonly<Record<string, number>>;

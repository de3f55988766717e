import type { RankedItem } from './recommendation.js';

/** A page of explained items that belong to no user. */
export interface ItemPage {
  readonly items: readonly RankedItem[];
  readonly hasNextPage: boolean;
}

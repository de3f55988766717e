import type { ItemGroups } from '../candidates/item-groups.js';
import { orderByScore } from '../candidates/order-by-score.js';
import type { PageCursors } from './page-cursors.js';
import type { RecommendationEngine } from './recommendation-engine.js';

/** An item of a page, with the cursor to continue after it. */
export interface PagedItem {
  readonly item: number;
  readonly itemId: string;
  readonly score: number;
  readonly cursor: string;
}

export interface ScoredPage {
  readonly items: readonly PagedItem[];
  readonly hasNextPage: boolean;
}

/** Cuts pages out of scores over the catalogue, best first, ties in the order of item numbers. */
export class ScorePager {
  constructor(
    private readonly engine: RecommendationEngine,
    private readonly cursors: PageCursors,
  ) {}

  /** The page after a cursor of the same query; only items of a group take part. */
  page(
    query: string,
    { after, limit }: { readonly after: string | null; readonly limit: number },
    { groups }: ItemGroups,
    scores: Float32Array,
  ): ScoredPage {
    const { projection, hashes } = this.engine;
    const shown = this.cursors.read(query, after);
    const shownItems = new Set(hashes.itemsWith(new Set(shown)));
    const allowed = scores.map((score, item) => (groups[item] < 0 ? 0 : score));
    const found: number[] = [];
    for (const item of orderByScore(allowed)) {
      if (found.length > limit) break;
      if (!shownItems.has(item) && projection.isLive(item)) found.push(item);
    }
    const page = found.slice(0, limit);
    const pageHashes = page.map((item) => hashes.of(item));
    const cursorAt = this.cursors.issue(query, shown, pageHashes);
    return {
      items: page.map((item, n) => ({
        item,
        itemId: projection.items.idOf(item),
        score: scores[item],
        cursor: cursorAt(n),
      })),
      hasNextPage: found.length > limit,
    };
  }
}

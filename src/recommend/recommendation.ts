import type { Explanation } from '../domain/explanation.js';
import type { Language } from '../domain/nodes.js';
import type { Objectives } from '../domain/objectives.js';
import type { RecognisedScene, Situation } from '../domain/situation.js';

/** Whom the recommendation is for: a known user, or a visitor of whom only some liked items are known. */
export type Subject =
  | { readonly type: 'user'; readonly userId: string }
  | { readonly type: 'visitor'; readonly likedItemIds: readonly string[] };

export type SceneChoice =
  | { readonly type: 'none' }
  /** A scene that was named; a situation beside it counts by its facets alone. */
  | { readonly type: 'scene'; readonly sceneId: string; readonly situation?: Situation }
  | { readonly type: 'situation'; readonly situation: Situation }
  /** What a situation was taken for before; null for no known scene. */
  | { readonly type: 'recognised'; readonly scene: RecognisedScene | null; readonly situation: Situation };

/** Which items may appear. Empty lists and nulls allow everything; the conditions are joined by "and". */
export interface ItemFilter {
  readonly domains: readonly string[];
  /** Items that have a relation to every one of these entities. */
  readonly entityIds: readonly string[];
  readonly yearFrom: number | null;
  readonly yearTo: number | null;
  /** The item's attribute has one of the values. */
  readonly attributes: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly onlyAvailable: boolean;
}

export interface RecommendationRequest {
  readonly subject: Subject;
  readonly scene: SceneChoice;
  readonly filter: ItemFilter;
  readonly excludeItemIds: readonly string[];
  readonly includeSeen: boolean;
  /** 0 ranks by score alone, 1 by difference from what stands above (maximal marginal relevance). */
  readonly diversity: number;
  /** How much each task counts in the order; the usual score decides when absent. */
  readonly objectives?: Objectives | undefined;
  /** How many, 1 to 100. */
  readonly limit: number;
  /** Cursor of the item to continue after, or null. */
  readonly after: string | null;
  readonly language: Language;
  /** Paths to keep per item; 0 leaves explanations out. */
  readonly pathsPerItem: number;
  /** Whether the paths themselves are wanted, and not only the reasons that they give; they are when absent. */
  readonly showsPaths?: boolean;
}

export interface RankedItem {
  readonly itemId: string;
  readonly score: number;
  readonly cursor: string;
  readonly explanation: Explanation;
}

export interface RecommendationPage {
  readonly recommendationId: string;
  readonly items: readonly RankedItem[];
  readonly hasNextPage: boolean;
  readonly scene: RecognisedScene | null;
  readonly modelVersion: string;
  /** True when nothing is known about the user. */
  readonly isColdStart: boolean;
}

import { IsthmusError } from '../../domain/errors.js';
import { normalise } from '../../models/text/tokens.js';
import { groupItems, OPEN_FILTER } from '../candidates/item-groups.js';
import type { RecommendationEngine } from '../ranking/recommendation-engine.js';
import type { ScoredPage, ScorePager } from '../ranking/score-pager.js';
import { checkLimit, type RequestResolver } from '../request-resolver.js';
import { ItemTexts } from './item-texts.js';

export interface SearchRequest {
  /** Domain ids; empty allows all. */
  readonly domains: readonly string[];
  readonly limit: number;
  readonly after: string | null;
}

const MAX_QUERY_CHARACTERS = 500;
/** Words that occur say more than a meaning that is close. */
const MEANING_WEIGHT = 0.5;
/** Weak likeness of meaning is noise when no word occurs. */
const LEAST_MEANING = 0.35;
/** More than words and meaning together can reach, so that an item of exactly this name comes first. */
const EXACT_TITLE_BONUS = 2;
/** For a title that begins so, by how much of it was typed. */
const TITLE_START_BONUS = 1;

/** Searches items by the words and the meaning of a text, over titles, descriptions and labels of their entities. */
export class ItemSearch {
  private readonly texts: ItemTexts;

  constructor(
    private readonly engine: RecommendationEngine,
    private readonly resolver: RequestResolver,
    private readonly pager: ScorePager,
  ) {
    this.texts = new ItemTexts(engine.projection);
  }

  async find(text: string, request: SearchRequest): Promise<ScoredPage> {
    const { projection } = this.engine;
    checkLimit(request.limit);
    if (text.length > MAX_QUERY_CHARACTERS) {
      throw new IsthmusError(
        'INVALID_ARGUMENT',
        `A search text may have at most ${MAX_QUERY_CHARACTERS} characters, not ${text.length}.`,
      );
    }
    const itemGroups = groupItems(projection, {
      ...OPEN_FILTER,
      domains: this.resolver.nodes('Domain', request.domains),
    });
    const query = JSON.stringify(['search', text, request.domains]);
    return this.pager.page(query, request, itemGroups, await this.scores(text));
  }

  /** Between 0 and 1 for words, half of that for meaning, more for titles. */
  private async scores(text: string): Promise<Float32Array> {
    const { projection, models } = this.engine;
    const wanted = normalise(text.trim());
    const scores = new Float32Array(projection.items.size);
    if (wanted === '') return scores;
    const byWords = this.texts.scores(text);
    let best = 0;
    for (const score of byWords.values()) if (score > best) best = score;
    if (models.semantic !== null) {
      await models.semantic.score(text, scores);
      for (let item = 0; item < scores.length; item++) {
        const isLike = scores[item] >= LEAST_MEANING || (scores[item] > 0 && byWords.has(item));
        scores[item] = isLike ? MEANING_WEIGHT * scores[item] : 0;
      }
    }
    for (const [item, score] of byWords) {
      scores[item] += score / best;
      for (const title of this.texts.titles(item)) {
        if (title === wanted) scores[item] += EXACT_TITLE_BONUS;
        else if (title.startsWith(wanted)) scores[item] += (TITLE_START_BONUS * wanted.length) / title.length;
      }
    }
    return scores;
  }
}

import { createHash } from 'node:crypto';
import type { Explanation } from '../../domain/explanation.js';
import type { Language } from '../../domain/nodes.js';
import type { Ontology } from '../../domain/ontology.js';
import type { Projection } from '../../graph/projection/projection.js';
import type { LanguageModel } from '../../llm/language-model.js';
import { type CopyRequest, ModelWording, type WordedCopy, type WordedText } from '../../llm/wording/model-wording.js';
import type { Recommender } from '../recommender.js';
import { copyRequest } from './copy-request.js';
import { itemClauses } from './item-clauses.js';
import { KeptCopies } from './kept-copies.js';
import { pathFacts } from './path-facts.js';
import { inTone, meaningOf, type WordingStyle, wishOf } from './wording-style.js';

/** What words are made with. */
export interface PersonalWordingParts {
  readonly recommender: Pick<Recommender, 'explain' | 'modelVersion'>;
  /** The graph in memory, asked for anew each time, since it may be replaced. */
  readonly projection: () => Projection;
  readonly ontology: Ontology;
  readonly model: LanguageModel;
}

/** Whose words are wanted, for which items, and how they are to sound. */
export interface PersonalCopyRequest extends WordingStyle {
  readonly userId: string;
  readonly itemIds: readonly string[];
  readonly sceneId: string | null;
}

/** The words of one item for one user. */
export interface PersonalCopy extends WordedCopy {
  readonly itemId: string;
}

/** About 2 kB each. */
const MAX_KEPT_COPIES = 5_000;
/** Words are an ornament: the templates are shown rather than have a page wait longer for a model. */
const MODEL_TIMEOUT_MS = 6_000;

/** Words for one user: why an item is recommended, and what a page says about its items. */
export class PersonalWording {
  private readonly words: ModelWording;
  private readonly kept = new KeptCopies(MAX_KEPT_COPIES);

  constructor(private readonly parts: PersonalWordingParts) {
    this.words = new ModelWording(parts.model);
  }

  /** The words of a whole page, in the order of its items; what has to be written anew is one call of the model. */
  async copies(request: PersonalCopyRequest, signal?: AbortSignal): Promise<PersonalCopy[]> {
    const made = await Promise.all(request.itemIds.map((itemId) => this.copyRequest(request, itemId, signal)));
    const keys = made.map(({ facts }, n) => this.keyOf(request, request.itemIds[n], facts));
    const copies = keys.map((key) => this.kept.get(key) ?? null);
    const missing = [...copies.keys()].filter((n) => copies[n] === null);
    const written = await this.words.copy(
      missing.map((n) => made[n]),
      wishOf(request),
      { timeoutMs: MODEL_TIMEOUT_MS, ...(signal === undefined ? {} : { signal }) },
    );
    for (const [k, n] of missing.entries()) {
      copies[n] = written[k];
      if (written[k].source === 'model') this.kept.set(keys[n], written[k]);
    }
    return copies.flatMap((copy, n) => (copy === null ? [] : [{ ...copy, itemId: request.itemIds[n] }]));
  }

  /** An explanation as one text. */
  explain(explanation: Explanation, style: WordingStyle, signal?: AbortSignal): Promise<WordedText> {
    const reasons = explanation.reasons.slice(0, meaningOf(style).reasons);
    const facts = pathFacts(explanation.paths, reasons, style.language);
    const template = inTone(reasons, style);
    return this.words.explain(facts, wishOf(style), template, {
      timeoutMs: MODEL_TIMEOUT_MS,
      ...(signal === undefined ? {} : { signal }),
    });
  }

  private async copyRequest(
    request: PersonalCopyRequest,
    itemId: string,
    signal: AbortSignal | undefined,
  ): Promise<CopyRequest> {
    const { recommender, ontology } = this.parts;
    const { userId, sceneId, language } = request;
    const scene = sceneId === null ? ({ type: 'none' } as const) : ({ type: 'scene', sceneId } as const);
    const explanation = await recommender.explain({ type: 'user', userId }, itemId, scene, language, {
      ...(signal === undefined ? {} : { signal }),
    });
    const projection = this.parts.projection();
    const item = projection.items.indexOf(itemId);
    const { title, titleZh } = projection.itemFacts[item];
    return copyRequest(
      {
        title: inLanguage(title, titleZh, language),
        clauses: itemClauses(projection, ontology, item, language),
        explanation,
        scene: sceneId === null ? null : sceneLabel(projection, sceneId, language),
      },
      request,
    );
  }

  /** The facts are part of it, so that no words outlive what they say. */
  private keyOf(request: PersonalCopyRequest, itemId: string, facts: CopyRequest['facts']): string {
    const { userId, sceneId, language, tone, length } = request;
    const { modelVersion } = this.parts.recommender;
    return createHash('sha256')
      .update(JSON.stringify([modelVersion, language, tone, length, userId, sceneId, itemId, facts]))
      .digest('base64');
  }
}

function sceneLabel({ scenes, sceneFacts }: Projection, sceneId: string, language: Language): string {
  const { label, labelZh } = sceneFacts[scenes.indexOf(sceneId)];
  return inLanguage(label, labelZh, language);
}

function inLanguage(en: string, zh: string | null, language: Language): string {
  return language === 'zh' ? (zh ?? en) : en;
}

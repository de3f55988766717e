import type { SceneRecord } from '../../domain/records.js';
import type { RecognisedScene, Situation } from '../../domain/situation.js';
import type { TextEncoding } from '../../models/text/text-encoding.js';
import type { SceneJudge } from './scene-judge.js';
import { ScenePrototypes } from './scene-prototypes.js';
import { SceneRecogniser } from './scene-recogniser.js';

/** What recognition may use beyond rules; both may be missing. */
export interface SceneRecognitionParts {
  readonly encoding: TextEncoding | null;
  readonly judge: SceneJudge | null;
}

/** A judge is asked when the rules are less sure than this. */
const SURE = 0.6;
/** A judge gives reasons, not measured odds: its word is never taken for certain. */
const MOST_CONFIDENCE_OF_A_JUDGE = 0.9;

/** Recognises scenes by rules and words, then by the meaning of texts, and asks a judge about what is still unsure. */
export class SceneRecognition {
  private readonly rules = new SceneRecogniser();
  private readonly prototypes: ScenePrototypes | null;

  constructor(private readonly parts: SceneRecognitionParts) {
    this.prototypes = parts.encoding === null ? null : new ScenePrototypes(parts.encoding);
  }

  /** Whether there is more to go by than rules and words. */
  get readsMeaning(): boolean {
    return this.prototypes !== null;
  }

  /** Null when it is none of the scenes. Asks the judge only if told to, since that may take seconds. */
  async recognise(
    situation: Situation,
    scenes: readonly SceneRecord[],
    options: { readonly asksJudge: boolean; readonly signal: AbortSignal | undefined },
  ): Promise<RecognisedScene | null> {
    const { signal } = options;
    const text = situation.activity?.trim() ?? '';
    const likeness =
      this.prototypes === null || text === '' ? null : await this.prototypes.likeness(text, scenes, signal);
    const { recognised } = this.rules.recognise(situation, scenes, likeness);
    const { judge } = this.parts;
    const isSure = recognised !== null && recognised.confidence >= SURE;
    if (isSure || judge === null || !options.asksJudge || scenes.length === 0) return recognised;
    const opinion = await judge.judge(situation, scenes, signal);
    // Whoever is asked may name anything: only a scene that exists counts.
    if (opinion === null || !(opinion.sceneId === null || scenes.some(({ id }) => id === opinion.sceneId))) {
      return recognised;
    }
    if (opinion.sceneId === null) return null;
    const evidence = [`judged: ${opinion.reason}`];
    if (recognised?.sceneId === opinion.sceneId) evidence.push(...recognised.evidence);
    const others = recognised === null ? [] : [recognised, ...recognised.alternatives];
    return {
      sceneId: opinion.sceneId,
      confidence: Math.min(MOST_CONFIDENCE_OF_A_JUDGE, Math.max(0, opinion.confidence)),
      evidence,
      alternatives: others
        .filter(({ sceneId }) => sceneId !== opinion.sceneId)
        .map(({ sceneId, confidence }) => ({ sceneId, confidence })),
    };
  }
}

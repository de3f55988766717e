import type { RecognisedScene, Situation } from '../../domain/situation.js';
import { likelyScenes } from './likely-scenes.js';
import { EVIDENCE_KINDS, type EvidenceKind, gatherEvidence, type SceneEvidence } from './scene-evidence.js';
import type { SceneSet } from './scene-set.js';
import { SCENE_WEIGHTS, type SceneWeights } from './scene-weights.js';

/** Scenes that are less likely than this are no alternative. */
const LEAST_ALTERNATIVE = 0.05;
const MOST_ALTERNATIVES = 3;
/** What contributes less to the log-odds is not worth naming. */
const LEAST_CONTRIBUTION = 0.05;

/** How each kind of evidence is named to people; kinds that only repeat another one are left out. */
const EVIDENCE_NAMES: Readonly<Partial<Record<EvidenceKind, string>>> = {
  phrase: 'activity',
  topic: 'activity',
  place: 'place',
  placeTopic: 'place',
  device: 'device',
  time: 'time',
  weekday: 'weekday',
  recent: 'recent action',
};

/** What a situation was taken for; the scene is null when none is likelier than that there is none. */
export interface SceneJudgement {
  readonly recognised: RecognisedScene | null;
  /** How likely it is that the situation is one of no known scene. */
  readonly unknown: number;
}

/** Takes a situation for one of the scenes, by what the scenes say of themselves. */
export function recogniseScene(
  situation: Situation,
  set: SceneSet,
  encoderLikeness: ArrayLike<number> | null = null,
  weights: SceneWeights = SCENE_WEIGHTS,
): SceneJudgement {
  const evidence = gatherEvidence(situation, set, encoderLikeness);
  const { scenes, unknown } = likelyScenes(evidence, weights);
  const ranked = Array.from(scenes, (confidence, scene) => ({ scene, sceneId: set.scenes[scene].id, confidence })).sort(
    (a, b) =>
      b.confidence - a.confidence || daysOf(set, b.scene) - daysOf(set, a.scene) || (a.sceneId < b.sceneId ? -1 : 1),
  );
  const [best, ...others] = ranked;
  if (best === undefined || best.confidence <= unknown) return { recognised: null, unknown };
  const { sceneId, confidence, scene } = best;
  return {
    unknown,
    recognised: {
      sceneId,
      confidence,
      evidence: evidenceInWords(evidence.scenes[scene], weights),
      alternatives: others
        .filter((other) => other.confidence >= LEAST_ALTERNATIVE)
        .slice(0, MOST_ALTERNATIVES)
        .map((other) => ({ sceneId: other.sceneId, confidence: other.confidence })),
    },
  };
}

function evidenceInWords({ values, words }: SceneEvidence, { scene: weights }: SceneWeights): string[] {
  const named = EVIDENCE_KINDS.flatMap((kind) => {
    const name = EVIDENCE_NAMES[kind];
    const contribution = weights[kind] * values[kind];
    const said = words[kind];
    return name === undefined || said === undefined || contribution < LEAST_CONTRIBUTION
      ? []
      : [{ text: `${name}: ${said}`, contribution }];
  }).sort((a, b) => b.contribution - a.contribution);
  return [...new Set(named.map(({ text }) => text))];
}

/** On how many days of the week a scene is at home: of two that fit alike, the one of more days is likelier. */
function daysOf({ profiles }: SceneSet, scene: number): number {
  const { size } = profiles[scene].days;
  return size === 0 ? 7 : size;
}

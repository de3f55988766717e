import type { SceneEvidence, SituationEvidence } from './scene-evidence.js';
import { EVIDENCE_KINDS, UNKNOWN_KINDS } from './scene-evidence.js';
import type { SceneWeights } from './scene-weights.js';

/** How likely each scene is, and that there is none; together 1. */
export interface SceneLikelihoods {
  /** By scene number. */
  readonly scenes: Float64Array;
  readonly unknown: number;
}

/** Softmax over the weighed evidence: a conditional logit (McFadden 1974) whose options are the scenes and none of them. */
export function likelyScenes({ scenes, unknown }: SituationEvidence, weights: SceneWeights): SceneLikelihoods {
  const scores = Float64Array.from(scenes, (evidence) => sceneScore(evidence, weights));
  let noScene = 0;
  for (const kind of UNKNOWN_KINDS) noScene += weights.unknown[kind] * unknown[kind];
  const highest = Math.max(noScene, ...scores);
  let total = Math.exp(noScene - highest);
  for (let scene = 0; scene < scores.length; scene++) {
    scores[scene] = Math.exp(scores[scene] - highest);
    total += scores[scene];
  }
  return { scenes: scores.map((score) => score / total), unknown: Math.exp(noScene - highest) / total };
}

function sceneScore({ values }: SceneEvidence, weights: SceneWeights): number {
  let score = 0;
  for (const kind of EVIDENCE_KINDS) score += weights.scene[kind] * values[kind];
  return score;
}

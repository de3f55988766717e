import { likelyScenes } from '../src/recommend/scene/likely-scenes.js';
import {
  EVIDENCE_KINDS,
  gatherEvidence,
  type SituationEvidence,
  UNKNOWN_KINDS,
} from '../src/recommend/scene/scene-evidence.js';
import type { SceneSet } from '../src/recommend/scene/scene-set.js';
import type { SceneWeights } from '../src/recommend/scene/scene-weights.js';
import type { LabelledSituation } from '../test/recommend/scene/labelled-situations.js';

/** A situation's evidence and the number of the scene that it is of, -1 for none. */
export interface SceneExample {
  readonly evidence: SituationEvidence;
  readonly scene: number;
  readonly weight: number;
}

/** Guesses that learning starts from, and stays near where the situations say little. */
export const FIRST_GUESS: SceneWeights = {
  scene: {
    phrase: 3,
    topic: 3,
    topicShare: 2,
    likeness: 2,
    words: 1,
    place: 1,
    placeTopic: 2,
    placeMiss: -0.5,
    device: 0.5,
    deviceMiss: -0.5,
    time: 0.7,
    timeMiss: -1,
    weekday: 0.5,
    weekdayMiss: -0.5,
    momentFit: 1,
    timeSaid: 0.5,
    timeSaidMiss: -0.5,
    recent: 2,
    encoder: 1,
  },
  unknown: { always: 1, text: 1, unexplained: 1, signals: 0 },
};

const STEPS = 4_000;
const LEARNING_RATE = 0.05;
/** Keeps the weights of rare evidence near where they start. */
const REGULARISATION = 0.004;

/** The evidence of situations against the scenes of a set; situations of other scenes are of none. */
export function examplesOf(situations: readonly LabelledSituation[], set: SceneSet, weight: number): SceneExample[] {
  return situations.map(({ situation, sceneId }) => ({
    evidence: gatherEvidence(situation, set, null),
    scene: set.scenes.findIndex(({ id }) => id === sceneId),
    weight,
  }));
}

/** Fits the weights by gradient descent on log loss; evidence for a scene keeps its sign. */
export function learnSceneWeights(examples: readonly SceneExample[], start: SceneWeights): SceneWeights {
  const scene = { ...start.scene };
  const unknown = { ...start.unknown };
  const total = examples.reduce((sum, { weight }) => sum + weight, 0);
  for (let step = 0; step < STEPS; step++) {
    const sceneGradient = Object.fromEntries(EVIDENCE_KINDS.map((kind) => [kind, 0]));
    const unknownGradient = Object.fromEntries(UNKNOWN_KINDS.map((kind) => [kind, 0]));
    for (const { evidence, scene: truth, weight } of examples) {
      const likely = likelyScenes(evidence, { scene, unknown });
      for (const [n, { values }] of evidence.scenes.entries()) {
        const error = (weight * (likely.scenes[n] - (n === truth ? 1 : 0))) / total;
        for (const kind of EVIDENCE_KINDS) sceneGradient[kind] += error * values[kind];
      }
      const error = (weight * (likely.unknown - (truth === -1 ? 1 : 0))) / total;
      for (const kind of UNKNOWN_KINDS) unknownGradient[kind] += error * evidence.unknown[kind];
    }
    for (const kind of EVIDENCE_KINDS) {
      const sign = Math.sign(start.scene[kind]);
      const moved =
        scene[kind] - LEARNING_RATE * (sceneGradient[kind] + REGULARISATION * (scene[kind] - start.scene[kind]));
      scene[kind] = sign * Math.max(0, sign * moved);
    }
    for (const kind of UNKNOWN_KINDS) {
      unknown[kind] -= LEARNING_RATE * (unknownGradient[kind] + REGULARISATION * (unknown[kind] - start.unknown[kind]));
    }
  }
  return { scene, unknown };
}

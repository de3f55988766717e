import type { EvidenceKind, UnknownKind } from './scene-evidence.js';

/** What one unit of each kind of evidence adds to the log-odds of a scene, or of there being none. */
export interface SceneWeights {
  readonly scene: Readonly<Record<EvidenceKind, number>>;
  readonly unknown: Readonly<Record<UnknownKind, number>>;
}

/**
 * Learned on the development half of the labelled situations (`npm run bench:scenes -- --learn` prints them), except the
 * encoder's: between 0.3 and 1 it changes two situations of a hundred, and matters where the lexicon lacks the words.
 */
export const SCENE_WEIGHTS: SceneWeights = {
  scene: {
    phrase: 2.36,
    topic: 2.75,
    topicShare: 2.52,
    likeness: 0.33,
    words: 0.51,
    place: 1.54,
    placeTopic: 2.39,
    placeMiss: -0.89,
    device: 0.22,
    deviceMiss: -1.36,
    time: 0.69,
    timeMiss: -1.18,
    weekday: 0.57,
    weekdayMiss: -0.59,
    momentFit: 0.77,
    timeSaid: 1.56,
    timeSaidMiss: -0.69,
    recent: 2.81,
    encoder: 0.85,
  },
  unknown: {
    always: 1.88,
    text: 0.05,
    unexplained: 2.43,
    signals: -0.51,
  },
};

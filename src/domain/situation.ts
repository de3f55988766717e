/** What a client knows about the moment of a request; every part may be missing. */
export interface Situation {
  /** The user's local time as "HH:MM", or null. */
  readonly localTime: string | null;
  /** monday … sunday, or null. */
  readonly weekday: string | null;
  /** phone, tablet, laptop, desktop, tv, speaker, car, watch …, or null. */
  readonly device: string | null;
  /** home, office, train, gym, kitchen …, or null. */
  readonly place: string | null;
  /** What the user does, in free words of any language, or null. */
  readonly activity: string | null;
}

/** The scene that a situation was taken for. `evidence` names what spoke for it. */
export interface RecognisedScene {
  readonly sceneId: string;
  /** In [0, 1]. */
  readonly confidence: number;
  readonly evidence: readonly string[];
}

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
  /** What the user did last, newest first, in free words such as "started a run"; empty when unknown. */
  readonly recentActions: readonly string[];
  /** Facets of the data's own by name, such as `weather`; those of events are compared with them. Absent for none. */
  readonly context?: Readonly<Record<string, string>>;
}

/** A situation of which nothing is known. */
export const NO_SITUATION: Situation = {
  localTime: null,
  weekday: null,
  device: null,
  place: null,
  activity: null,
  recentActions: [],
};

/** What feedback keeps in an event's context of the list that showed the item; it was no part of a situation. */
const ATTRIBUTION_FACETS: ReadonlySet<string> = new Set(['modelVersion', 'rank']);

/** Whether a facet of an event's context tells of its situation. */
export function isOfSituation(facet: string): boolean {
  return !ATTRIBUTION_FACETS.has(facet);
}

/** How sure it is that a situation is one of a scene. */
export interface SceneLikelihood {
  readonly sceneId: string;
  /** In [0, 1]; of the situations that get .8, about 80 % are of the scene. */
  readonly confidence: number;
}

/** The scene that a situation was taken for. `evidence` names what spoke for it, the strongest first. */
export interface RecognisedScene extends SceneLikelihood {
  readonly evidence: readonly string[];
  /** Other scenes that it may be, the likeliest first. */
  readonly alternatives: readonly SceneLikelihood[];
}

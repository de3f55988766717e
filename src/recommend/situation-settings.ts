/** How much it counts that two situations agree in a facet, by the names of the facets; see SituationSignals. */
export interface SituationSettings {
  /** θ: how much less an own event counts whose situation differs in the facet. */
  readonly own: ReadonlyMap<string, number>;
  /** The same for the scene. */
  readonly scene: number;
  /**
   * How much less an own event counts whose situation is the very same in all facets; below 0 it counts more. Where
   * people do each thing once in a situation, the next one is not what they have done in it already.
   */
  readonly same: number;
  /** φ: how much what everybody takes with a value of the facet counts. */
  readonly people: ReadonlyMap<string, number>;
}

/** What counts before anything was learned: the scene alone. */
export const DEFAULT_SITUATION: SituationSettings = { own: new Map(), scene: 1, same: 0, people: new Map() };
